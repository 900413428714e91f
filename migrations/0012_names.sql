-- The names that the field uses, and a schema that knows whose everything is: whatever hangs on a person goes with their
-- row in `people`. SQLite cannot add a constraint to a table, so the tables that get one are written anew, parents first.

ALTER TABLE heard RENAME TO channel_cursors;
ALTER TABLE channel_cursors RENAME COLUMN until TO sync_token;

-- The lines of the staff room that belong to a case, by the platform's ids.
CREATE TABLE room_events (
    platform_message_id TEXT NOT NULL PRIMARY KEY,
    room TEXT NOT NULL,            -- the platform's id of it; '': where there is but one
    case_number TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('root', 'message', 'take', 'close')), -- take, close: reactions that are commands
    author TEXT                    -- the expert who wrote it; none: the desk
);
INSERT INTO room_events SELECT line, room, case_number,
    CASE kind WHEN 'head' THEN 'root' WHEN 'line' THEN 'message' ELSE kind END, author FROM lines;
DROP TABLE lines;
CREATE INDEX room_events_case ON room_events (case_number);

-- Everything between one person and the desk on one channel.
CREATE TABLE new_conversations (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,           -- domain::conversation::Conversation
    schema BIGINT NOT NULL,        -- the shape of `state`: domain::conversation::SCHEMA when it was written
    version BIGINT NOT NULL,       -- one more at each save: two writers never overwrite each other
    wake_at BIGINT,                -- when the desk wants to look again
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
INSERT INTO people (id, created_at)
    SELECT person_id, MIN(created_at) FROM conversations
    WHERE NOT EXISTS (SELECT 1 FROM people WHERE people.id = conversations.person_id) GROUP BY person_id;
INSERT INTO new_conversations
    SELECT id, person_id, channel, state, 1, version, wake_at, created_at, updated_at FROM conversations;
DROP TABLE conversations;
ALTER TABLE new_conversations RENAME TO conversations;
CREATE INDEX conversations_wake ON conversations (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX conversations_quiet ON conversations (updated_at);
CREATE INDEX conversations_person ON conversations (person_id);

-- Where a conversation's person is reached. Only channels and the sender read it.
CREATE TABLE new_handles (
    conversation_id TEXT NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    leaving BIGINT NOT NULL CHECK (leaving IN (0, 1)) -- 1: forgotten as soon as the farewell is out
);
INSERT INTO new_handles SELECT conversation_id, channel, address, leaving FROM handles
    WHERE conversation_id IN (SELECT id FROM conversations);
DROP TABLE handles;
ALTER TABLE new_handles RENAME TO handles;
CREATE UNIQUE INDEX handles_address ON handles (channel, address) WHERE leaving = 0;

-- The cases as the staff room lists them; the truth about an open case is in its conversation's state.
CREATE TABLE new_cases (
    number TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'withdrawn')),
    holder TEXT,
    urgent BIGINT NOT NULL CHECK (urgent IN (0, 1)),
    due_at BIGINT,
    opened_at BIGINT NOT NULL
);
INSERT INTO new_cases SELECT number, conversation_id, status, holder, urgent, due_at, opened_at FROM cases
    WHERE conversation_id IN (SELECT id FROM conversations);
DROP TABLE cases;
ALTER TABLE new_cases RENAME TO cases;
CREATE INDEX cases_open ON cases (number) WHERE status = 'open';
CREATE INDEX cases_conversation ON cases (conversation_id);

-- The words: the only place where they stay.
CREATE TABLE new_messages (
    id BIGINT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    case_number TEXT,
    author TEXT NOT NULL CHECK (author IN ('person', 'desk', 'expert', 'article', 'note')),
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    platform_message_id TEXT,      -- where a change may follow
    parts TEXT NOT NULL            -- JSON: what it is made of, if of more than one piece, or of files
);
INSERT INTO new_messages SELECT id, conversation_id, case_number, author, body, at, origin, parts FROM messages
    WHERE conversation_id IN (SELECT id FROM conversations);
DROP TABLE messages;
ALTER TABLE new_messages RENAME TO messages;
CREATE INDEX messages_conversation ON messages (conversation_id, id);
CREATE INDEX messages_at ON messages (at);
CREATE INDEX messages_platform ON messages (platform_message_id) WHERE platform_message_id IS NOT NULL;
CREATE INDEX messages_case ON messages (case_number) WHERE case_number IS NOT NULL;
CREATE INDEX messages_parts ON messages (id) WHERE parts <> '[]';

-- By which of its parts a message is found: what `parts` says, filled from there when the store is opened.
CREATE TABLE message_parts (
    message_id BIGINT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    platform_message_id TEXT NOT NULL,
    PRIMARY KEY (message_id, platform_message_id)
);
CREATE INDEX message_parts_platform ON message_parts (platform_message_id);

-- What came in. A row is committed before the platform hears that we have it; `key` is the platform's own id.
CREATE TABLE new_inbox (
    id BIGINT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    ordering_key TEXT NOT NULL,    -- what must stay in order: one sender; emptied when done
    sender TEXT,                   -- the person's address; none: the staff, or nobody knows; emptied when done
    bundle TEXT NOT NULL,          -- rows of one ordering key with the same (an album) are one message; '': one of its own
    payload TEXT NOT NULL,         -- as the channel wrote it; emptied when done
    at BIGINT NOT NULL,            -- the platform's time stamp
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
    attempts BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    UNIQUE (source, key)
);
INSERT INTO new_inbox SELECT id, source, key, lane,
        CASE WHEN SUBSTR(lane, 1, LENGTH(source) + 1) = source || ':' AND LENGTH(lane) > LENGTH(source) + 1
            THEN SUBSTR(lane, LENGTH(source) + 2) END,
        bundle, payload, at, received_at, state, attempts, not_before FROM inbox;
DROP TABLE inbox;
ALTER TABLE new_inbox RENAME TO inbox;
CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE INDEX inbox_in_order ON inbox (ordering_key, id) WHERE state = 'waiting';
CREATE INDEX inbox_source ON inbox (source, id);
CREATE INDEX inbox_dead ON inbox (source, sender) WHERE state = 'dead';
CREATE INDEX inbox_past ON inbox (received_at) WHERE state <> 'waiting';

-- What came in encrypted before its key.
CREATE TABLE undecryptable_events (
    key TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    sender TEXT,                   -- of the inbox row that it will be
    inbound_update TEXT NOT NULL,  -- channels::types::InboundUpdate, its payload still encrypted
    since BIGINT NOT NULL
);
INSERT INTO undecryptable_events SELECT key, channel,
        CASE WHEN SUBSTR(lane, 1, LENGTH(channel) + 1) = channel || ':' AND LENGTH(lane) > LENGTH(channel) + 1
            THEN SUBSTR(lane, LENGTH(channel) + 2) END,
        arrival, since FROM sealed;
DROP TABLE sealed;

-- What goes out. Written in the transaction that decided it, sent later.
CREATE TABLE new_outbox (
    id BIGINT NOT NULL PRIMARY KEY,
    ordering_key TEXT NOT NULL,    -- what must stay in order: a conversation, a case's thread, its files, the room
    platform TEXT NOT NULL,        -- which one carries it; 'staff': the staff room's
    conversation_id TEXT REFERENCES conversations (id) ON DELETE CASCADE, -- whom it goes to, or whose case it is about
    case_number TEXT,              -- of the thread it goes to
    place TEXT,                    -- where in the staff room; none: it goes to a person
    purpose TEXT,                  -- what its delivery means to the conversation; none: it goes to the staff
    payload TEXT NOT NULL,         -- store::outbox::OutboundMessage; emptied when sent
    priority BIGINT NOT NULL,      -- domain::delivery::Priority: what is less goes first
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'uncertain')),
    uncertain BIGINT NOT NULL CHECK (uncertain IN (0, 1)), -- 1: the answer to an attempt was lost, so it may have arrived
    attempts BIGINT NOT NULL,
    openings BIGINT NOT NULL,      -- how often its file was begun to be opened without the desk living to tell
    not_before BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    room_event TEXT,               -- the staff room's line that it carries to a person
    platform_message_id TEXT       -- what the platform calls what was sent
);
INSERT INTO new_outbox
    SELECT id, lane, platform,
        COALESCE(conversation_id, (SELECT cases.conversation_id FROM cases WHERE cases.number = SUBSTR(lane, 6))),
        CASE WHEN lane LIKE 'case:%' OR lane LIKE 'file:%' THEN SUBSTR(lane, 6) END,
        -- Only those are asked for that begin or renew a thread, and wait.
        CASE WHEN state = 'waiting' AND parcel LIKE '%"place":"head"%' THEN 'thread_root'
            WHEN state = 'waiting' AND parcel LIKE '%"place":"head_again"%' THEN 'root_edit' END,
        NULL, parcel, priority, state, uncertain, attempts, openings, not_before, created_at, sent_at, origin, receipt
    FROM outbox WHERE conversation_id IS NULL OR conversation_id IN (SELECT id FROM conversations);
DROP TABLE outbox;
ALTER TABLE new_outbox RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (platform, priority, id) WHERE state = 'waiting';
CREATE INDEX outbox_in_order ON outbox (ordering_key, id) WHERE state = 'waiting';
CREATE INDEX outbox_places ON outbox (place, case_number) WHERE state = 'waiting';
CREATE INDEX outbox_conversation ON outbox (conversation_id);
CREATE INDEX outbox_past ON outbox (created_at) WHERE state <> 'waiting';

-- Questions that an article has answered, in the words of whoever asked. Those that an expert has approved are ways of
-- asking for it like any other. `number` counts on in `counters` and is never given twice.
CREATE TABLE phrasings (
    number BIGINT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE, -- whose words they are
    lang TEXT NOT NULL,
    slug TEXT NOT NULL,
    question TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'live', 'refused')),
    approved_by TEXT,
    proposed_at BIGINT NOT NULL,
    UNIQUE (lang, slug, question)
);
INSERT INTO phrasings SELECT number, conversation, lang, slug, question, state, approved_by, proposed_at FROM ways
    WHERE conversation IN (SELECT id FROM conversations);
INSERT INTO counters (name, value) SELECT 'phrasing', COALESCE(MAX(number), 0) FROM ways;
DROP TABLE ways;
CREATE INDEX phrasings_conversation ON phrasings (conversation_id);

-- News that an expert has proposed to send; sent once a second line confirms it. `number` as in `phrasings`.
CREATE TABLE new_notices (
    number BIGINT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    day TEXT NOT NULL,             -- the day from which it holds
    state TEXT NOT NULL CHECK (state IN ('proposed', 'sent')),
    by_expert TEXT NOT NULL,
    at BIGINT NOT NULL
);
INSERT INTO new_notices SELECT number, slug, day, state, by_expert, at FROM notices;
INSERT INTO counters (name, value) SELECT 'notice', COALESCE(MAX(number), 0) FROM notices;
DROP TABLE notices;
ALTER TABLE new_notices RENAME TO notices;

-- Articles that experts have drafted from a case. Those that are live are answered with.
CREATE TABLE new_drafts (
    slug TEXT NOT NULL PRIMARY KEY,
    case_number TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'live', 'withdrawn')),
    author TEXT NOT NULL,          -- who wrote this text last
    approved_by TEXT,
    content TEXT NOT NULL,         -- knowledge::articles::draft::Draft
    kept_at BIGINT NOT NULL        -- when the expert wrote it: somebody's question in it is forgotten like other words
);
INSERT INTO new_drafts SELECT slug, case_number, state, author, approved_by, content, kept_at FROM drafts;
DROP TABLE drafts;
ALTER TABLE new_drafts RENAME TO drafts;
CREATE INDEX drafts_case ON drafts (case_number);

-- Where somebody is in the guided conversation.
CREATE TABLE new_guides (
    conversation_id TEXT NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    state TEXT NOT NULL,           -- leave::guide::Guide
    plan_id BIGINT,                -- the plan it is about; none that is kept: it is soon forgotten
    at BIGINT NOT NULL
);
INSERT INTO new_guides SELECT conversation_id, state, CASE WHEN plan > 0 THEN plan END, at FROM guides
    WHERE conversation_id IN (SELECT id FROM conversations);
DROP TABLE guides;
ALTER TABLE new_guides RENAME TO guides;

-- Who has said that they are a company.
CREATE TABLE new_companies (
    conversation_id TEXT NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    chosen TEXT NOT NULL           -- leave::reminders::Chosen
);
INSERT INTO new_companies SELECT conversation_id, chosen FROM companies
    WHERE conversation_id IN (SELECT id FROM conversations);
DROP TABLE companies;
ALTER TABLE new_companies RENAME TO companies;

CREATE TABLE new_plans (
    id BIGINT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    nickname TEXT,                 -- a company's name for it; never a person's
    draft TEXT NOT NULL,           -- leave::draft::Draft
    made TEXT NOT NULL,            -- the day it was made
    edition TEXT NOT NULL          -- of the rules it was computed with
);
INSERT INTO new_plans SELECT id, conversation_id, nickname, draft, made, edition FROM plans
    WHERE conversation_id IN (SELECT id FROM conversations);
DROP TABLE plans;
ALTER TABLE new_plans RENAME TO plans;
CREATE INDEX plans_conversation ON plans (conversation_id);
CREATE INDEX plans_edition ON plans (edition);

-- What is said on a day: one row for one plan, kind and day, however often it is computed anew.
CREATE TABLE new_reminders (
    id BIGINT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source IN ('plan', 'year', 'news')),
    plan_id BIGINT REFERENCES plans (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,            -- the slug of a kind, or of what has changed
    day TEXT NOT NULL,             -- the day it is about
    due_at BIGINT NOT NULL,        -- when it is sent
    useful_until BIGINT NOT NULL,  -- from then on it is of no use
    put_off BIGINT NOT NULL CHECK (put_off IN (0, 1)), -- 1: whoever is reminded has asked for another time
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'done', 'missed', 'broken')),
    CHECK ((source = 'plan') = (plan_id IS NOT NULL))
);
INSERT INTO new_reminders
    SELECT id, conversation_id, CASE plan WHEN 0 THEN 'year' WHEN -1 THEN 'news' ELSE 'plan' END,
        CASE WHEN plan > 0 THEN plan END, kind, day, due_at, useful_until, put_off, state
    FROM reminders WHERE conversation_id IN (SELECT id FROM conversations)
        AND (plan <= 0 OR plan IN (SELECT id FROM plans));
DROP TABLE reminders;
ALTER TABLE new_reminders RENAME TO reminders;
CREATE UNIQUE INDEX reminders_once ON reminders (conversation_id, source, COALESCE(plan_id, 0), kind, day);
CREATE INDEX reminders_plan ON reminders (plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX reminders_due ON reminders (due_at) WHERE state = 'waiting';
CREATE INDEX reminders_useful ON reminders (useful_until) WHERE state = 'waiting';

-- What somebody wants to be reminded of no more.
CREATE TABLE reminder_optouts (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source IN ('plan', 'year', 'news')),
    plan_id BIGINT REFERENCES plans (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    CHECK ((source = 'plan') = (plan_id IS NOT NULL))
);
INSERT INTO reminder_optouts
    SELECT conversation_id, CASE plan WHEN 0 THEN 'year' WHEN -1 THEN 'news' ELSE 'plan' END,
        CASE WHEN plan > 0 THEN plan END, kind
    FROM stops WHERE conversation_id IN (SELECT id FROM conversations)
        AND (plan <= 0 OR plan IN (SELECT id FROM plans));
DROP TABLE stops;
CREATE UNIQUE INDEX reminder_optouts_once ON reminder_optouts (conversation_id, source, COALESCE(plan_id, 0), kind);
CREATE INDEX reminder_optouts_plan ON reminder_optouts (plan_id) WHERE plan_id IS NOT NULL;

-- Who wants to hear when something changes.
CREATE TABLE subscriptions (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    PRIMARY KEY (conversation_id, slug)
);
INSERT INTO subscriptions SELECT conversation_id, slug FROM follows
    WHERE conversation_id IN (SELECT id FROM conversations);
DROP TABLE follows;
CREATE INDEX subscriptions_slug ON subscriptions (slug);
