-- The log. An append touches one table and nothing else, because a reveal waits for it.
CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY,
    record BLOB NOT NULL,
    mac BLOB NOT NULL
);

-- What filters look into: filled from the records when somebody asks, and never shown to anybody.
CREATE TABLE entry_index (
    sequence INTEGER PRIMARY KEY,
    wall_us INTEGER NOT NULL,
    user TEXT NOT NULL,
    action TEXT NOT NULL,
    customer TEXT NOT NULL
);

-- SQLite ends every index with the primary key, so each of these is in order of sequence.
CREATE INDEX entry_index_user ON entry_index (user);

CREATE INDEX entry_index_user_action ON entry_index (user, action);

CREATE INDEX entry_index_action ON entry_index (action);

CREATE INDEX entry_index_customer ON entry_index (customer) WHERE customer <> '';

-- The earliest and the latest time in every thousand entries, so that a range of time is found without a scan.
CREATE TABLE entry_times (
    thousand INTEGER PRIMARY KEY,
    earliest_us INTEGER NOT NULL,
    latest_us INTEGER NOT NULL
);
