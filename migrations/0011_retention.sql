-- When an expert wrote the draft: the question in it, in somebody's words, is forgotten like other words.
ALTER TABLE drafts ADD COLUMN kept_at BIGINT NOT NULL DEFAULT 0;
UPDATE drafts SET kept_at = COALESCE((SELECT opened_at FROM cases WHERE cases.number = drafts.case_number), 0);
CREATE INDEX conversations_quiet ON conversations (updated_at);
