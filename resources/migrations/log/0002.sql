-- How far the log had come when somebody signed it. What is marked as delivered here is an entry of the log, too.
CREATE TABLE checkpoints (
    place INTEGER PRIMARY KEY,
    entries INTEGER NOT NULL,
    made_us INTEGER NOT NULL,
    content BLOB NOT NULL,
    delivered_us INTEGER NOT NULL DEFAULT 0,
    way TEXT NOT NULL DEFAULT ''
);

CREATE INDEX checkpoints_entries ON checkpoints (entries);

CREATE INDEX checkpoints_delivered ON checkpoints (place) WHERE delivered_us > 0;

-- The first key that signs checkpoints; whoever wrote its code down at set-up can follow all of them.
CREATE TABLE signer (
    public BLOB NOT NULL
);
