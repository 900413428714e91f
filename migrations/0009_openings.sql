-- How often a person's file has been begun to be opened without the desk living to tell: counted before, taken back after.
ALTER TABLE outbox ADD COLUMN openings BIGINT NOT NULL DEFAULT 0;
