-- What platforms with phones on the other side need: albums, edits, lost responses, and when they were last heard.

-- Rows of one lane with the same bundle (an album) are one message; '' is a message of its own.
ALTER TABLE inbox ADD COLUMN bundle TEXT NOT NULL DEFAULT '';

-- The staff room's line that this message carries, so that a change to the line finds it.
ALTER TABLE outbox ADD COLUMN origin TEXT;
-- 1: the answer to an attempt was lost, so it may have arrived; it is tried once more.
ALTER TABLE outbox ADD COLUMN uncertain BIGINT NOT NULL DEFAULT 0;

-- The platform's own id of the message, so that a change to it finds it.
ALTER TABLE messages ADD COLUMN origin TEXT;
CREATE INDEX messages_origin ON messages (origin) WHERE origin IS NOT NULL;

-- When each platform last answered: what it kept for us meanwhile may have been too old to keep.
CREATE TABLE heard (
    channel TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
