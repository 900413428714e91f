-- Leave plans, and what people are reminded of.

-- Where somebody is in the guided conversation.
CREATE TABLE guides (
    conversation_id TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,           -- leave::guide::Guide
    plan BIGINT NOT NULL,          -- the plan it is about; 0: none that is kept, and it is soon forgotten
    at BIGINT NOT NULL             -- ms
);

-- Who has said that they are a company.
CREATE TABLE companies (
    conversation_id TEXT NOT NULL PRIMARY KEY,
    chosen TEXT NOT NULL           -- leave::reminders::Chosen
);

CREATE TABLE plans (
    id BIGINT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    nickname TEXT,                 -- a company's name for it; never a person's
    draft TEXT NOT NULL,           -- leave::draft::Draft
    made TEXT NOT NULL,            -- the day it was made
    edition TEXT NOT NULL          -- of the rules it was computed with
);
CREATE INDEX plans_conversation ON plans (conversation_id);
CREATE INDEX plans_edition ON plans (edition);

-- What is said on a day: one row for one plan, kind and day, however often it is computed anew.
CREATE TABLE reminders (
    id BIGINT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    plan BIGINT NOT NULL,          -- 0: of the year; -1: news
    kind TEXT NOT NULL,            -- the slug of a kind, or of what has changed
    day TEXT NOT NULL,             -- the day it is about
    due_at BIGINT NOT NULL,        -- ms: when it is sent
    useful_until BIGINT NOT NULL,  -- ms: from then on it is of no use
    put_off BIGINT NOT NULL DEFAULT 0, -- 1: whoever is reminded has asked for another time
    state TEXT NOT NULL,           -- waiting, sent, done, missed
    UNIQUE (conversation_id, plan, kind, day)
);
CREATE INDEX reminders_due ON reminders (due_at) WHERE state = 'waiting';
CREATE INDEX reminders_useful ON reminders (useful_until) WHERE state = 'waiting';

-- What somebody wants to be reminded of no more: a kind of a plan's, or news of something (plan -1).
CREATE TABLE stops (
    conversation_id TEXT NOT NULL,
    plan BIGINT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (conversation_id, plan, kind)
);

-- Who wants to hear when something changes.
CREATE TABLE follows (
    conversation_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    PRIMARY KEY (conversation_id, slug)
);
CREATE INDEX follows_slug ON follows (slug);

-- News that an expert has proposed to send; sent once a second line confirms it.
CREATE TABLE notices (
    number BIGINT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    day TEXT NOT NULL,             -- the day from which it holds
    state TEXT NOT NULL,           -- proposed, sent
    by_expert TEXT NOT NULL,
    at BIGINT NOT NULL             -- ms
);

-- 1: what many people get at once, or nobody waits for: it goes out after what somebody waits for.
ALTER TABLE outbox ADD COLUMN unhurried BIGINT NOT NULL DEFAULT 0;
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (unhurried, id) WHERE state = 'waiting';
