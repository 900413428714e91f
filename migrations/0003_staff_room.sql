-- What a staff room on a platform of its own needs: its lines, who is on duty, what waits for its key, and the articles
-- that come from cases.

-- The lines of the room that belong to a case, by the platform's ids.
CREATE TABLE lines (
    line TEXT NOT NULL PRIMARY KEY,
    case_number TEXT NOT NULL,
    kind TEXT NOT NULL,            -- head, line; take, close: a reaction that is a command
    author TEXT                    -- the expert who wrote it; none: the desk
);
CREATE INDEX lines_case ON lines (case_number);

-- Who is called when the room is; nobody here: everybody.
CREATE TABLE duty (
    expert TEXT NOT NULL PRIMARY KEY
);

-- How far a platform has been listened to: its own mark, committed with what came before it.
ALTER TABLE heard ADD COLUMN until TEXT;

-- What came in encrypted before its key.
CREATE TABLE sealed (
    key TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    lane TEXT NOT NULL,            -- of the inbox row that it will be
    arrival TEXT NOT NULL,         -- store::inbox::Arrival, its payload still encrypted
    since BIGINT NOT NULL
);

-- Articles that experts have drafted from a case. Those that are live are answered with.
CREATE TABLE drafts (
    slug TEXT NOT NULL PRIMARY KEY,
    case_number TEXT NOT NULL,
    state TEXT NOT NULL,           -- draft, live, withdrawn
    author TEXT NOT NULL,          -- who wrote this text last
    approved_by TEXT,
    content TEXT NOT NULL          -- knowledge::draft::Draft
);
CREATE INDEX drafts_case ON drafts (case_number);

-- What was written in a case.
CREATE INDEX messages_case ON messages (case_number) WHERE case_number IS NOT NULL;
