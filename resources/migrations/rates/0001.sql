-- How often an OS user did something in a span of time, and how often more was refused. begins: seconds since 1970 UTC;
-- name: the account whose request was the first to be refused.
CREATE TABLE rate (
  os_user TEXT NOT NULL,
  rate TEXT NOT NULL,
  span TEXT NOT NULL,
  begins INTEGER NOT NULL,
  used INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (os_user, rate, span)
) STRICT, WITHOUT ROWID;
