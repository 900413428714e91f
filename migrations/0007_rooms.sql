-- A staff room may move: where it has been, and in which room each line stands.

CREATE TABLE rooms (
    channel TEXT NOT NULL,
    room TEXT NOT NULL,            -- the platform's id of it
    name TEXT NOT NULL,            -- what the configuration called it then
    since BIGINT NOT NULL,         -- ms; where the staff came last is where they are
    PRIMARY KEY (channel, room)
);

-- '': where there is but one room.
ALTER TABLE lines ADD COLUMN room TEXT NOT NULL DEFAULT '';
