-- The desk's tables. One text for SQLite and PostgreSQL: ids are TEXT or BIGINT, instants BIGINT (ms since 1970),
-- facts are JSON in TEXT. Queues (inbox, outbox) hold words only while they are in flight; `messages` keeps them.

-- Running numbers: 'row' for ids of inbox, outbox, messages and ledger; 'case-2026' for the cases of a year.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

-- What came in. A row is committed before the platform hears that we have it; `key` is the platform's own id.
CREATE TABLE inbox (
    id BIGINT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    lane TEXT NOT NULL,            -- what must stay in order: one sender; emptied when done
    payload TEXT NOT NULL,         -- as the channel wrote it; emptied when done
    at BIGINT NOT NULL,            -- the platform's time stamp
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL,           -- waiting, done, dead
    attempts BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    UNIQUE (source, key)
);
CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE INDEX inbox_lanes ON inbox (lane, id) WHERE state = 'waiting';

-- Where a conversation's person is reached. Only channels and the sender read it.
CREATE TABLE handles (
    conversation_id TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    leaving BIGINT NOT NULL        -- 1: forgotten as soon as the farewell is out
);
CREATE UNIQUE INDEX handles_address ON handles (channel, address) WHERE leaving = 0;

CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL
);

-- Everything between one person and the desk on one channel.
CREATE TABLE conversations (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,           -- desk::conversation::Conversation
    version BIGINT NOT NULL,       -- one more at each save: two writers never overwrite each other
    wake_at BIGINT,                -- when the desk wants to look again
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX conversations_wake ON conversations (wake_at) WHERE wake_at IS NOT NULL;

-- The cases as the staff room lists them; the truth about an open case is in its conversation's state.
CREATE TABLE cases (
    number TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT,          -- none once the person is forgotten
    status TEXT NOT NULL,          -- open, closed, withdrawn
    holder TEXT,
    urgent BIGINT NOT NULL,
    due_at BIGINT,
    opened_at BIGINT NOT NULL
);
CREATE INDEX cases_open ON cases (number) WHERE status = 'open';

-- The words: the only place where they stay.
CREATE TABLE messages (
    id BIGINT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    case_number TEXT,
    author TEXT NOT NULL,          -- person, desk, expert, note
    body TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX messages_conversation ON messages (conversation_id, id);
CREATE INDEX messages_at ON messages (at);

-- What goes out. Written in the transaction that decided it, sent later.
CREATE TABLE outbox (
    id BIGINT NOT NULL PRIMARY KEY,
    lane TEXT NOT NULL,            -- what must stay in order: a conversation, a case's thread, the room
    conversation_id TEXT,          -- the person it goes to; none: the staff room
    parcel TEXT NOT NULL,          -- store::outbox::Parcel; emptied when sent
    state TEXT NOT NULL,           -- waiting, sent, failed
    attempts BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    receipt TEXT                   -- the platform's id of what was sent
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE state = 'waiting';
CREATE INDEX outbox_lanes ON outbox (lane, id) WHERE state = 'waiting';
CREATE INDEX outbox_conversation ON outbox (conversation_id);

-- What happened, append-only, without a word of anybody's: reports are computed from here alone.
CREATE TABLE ledger (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    conversation_id TEXT NOT NULL,
    entry TEXT NOT NULL            -- desk::event::Entry
);
CREATE INDEX ledger_at ON ledger (at);
