-- What a person's message is made of: the pictures of an album, with the platform's own ids and their captions, and what
-- tells a file from another.
ALTER TABLE messages ADD COLUMN parts TEXT NOT NULL DEFAULT '[]'; -- JSON
