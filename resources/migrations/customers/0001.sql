-- One row a customer. ref: how the log names them; key: their own key, wrapped; version: raised by every change.
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  client TEXT NOT NULL,
  ref BLOB NOT NULL UNIQUE,
  key BLOB NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- One row a field that has a value: the mask that is shown, and the value sealed under the customer's key.
CREATE TABLE field (
  customer INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  mask TEXT NOT NULL,
  version INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (customer, name)
) STRICT, WITHOUT ROWID;

-- By what a customer is found: keyed tags of a field's canonical form.
CREATE TABLE term (
  tag BLOB NOT NULL,
  customer INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  PRIMARY KEY (tag, customer)
) STRICT, WITHOUT ROWID;

CREATE INDEX term_of_customer ON term (customer, field);

-- Answers given for a customer on a day, by all operators.
CREATE TABLE attempt (
  customer INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  day TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (customer, day)
) STRICT, WITHOUT ROWID;

-- The open call of each operator.
CREATE TABLE saved_call (
  operator TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every policy that was ever in force.
CREATE TABLE policy (
  version INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;

-- What may change about a user; name and role are also authenticated in their key slot.
CREATE TABLE account (
  place INTEGER PRIMARY KEY,
  user TEXT NOT NULL UNIQUE,
  display TEXT NOT NULL,
  role TEXT NOT NULL,
  active INTEGER NOT NULL,
  must_change_password INTEGER NOT NULL,
  last_sign_in TEXT NOT NULL
) STRICT;

-- Versions of what is kept outside this database, so that an older one put back is noticed.
CREATE TABLE outside (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
