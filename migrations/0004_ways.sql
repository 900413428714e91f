-- Questions that an article has answered, in the words of whoever asked. Those that an expert has approved are ways of
-- asking for it like any other.
CREATE TABLE ways (
    number BIGINT NOT NULL PRIMARY KEY,
    conversation TEXT NOT NULL,    -- whose words they are
    lang TEXT NOT NULL,
    slug TEXT NOT NULL,
    question TEXT NOT NULL,
    state TEXT NOT NULL,           -- proposed, live, refused
    approved_by TEXT,
    proposed_at BIGINT NOT NULL,   -- ms
    UNIQUE (lang, slug, question)
);
CREATE INDEX ways_conversation ON ways (conversation);
