-- What keeps articles from falling silent together.

-- The day up to which an article may be sent by itself, as an expert proposes; once another has approved it, it holds.
CREATE TABLE renewals (
    slug TEXT NOT NULL PRIMARY KEY,
    until TEXT NOT NULL,           -- a day
    proposed_by TEXT NOT NULL,
    approved_by TEXT,
    approved_on TEXT               -- the day up to which the law was checked
);

-- What the staff room has been told once.
CREATE TABLE told (
    key TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL             -- ms
);
