-- What a customer's rows add up to: their fields; their memos and attempts; their terms. Empty until the rows are first sealed.
ALTER TABLE customer ADD COLUMN fields BLOB NOT NULL DEFAULT x'';

ALTER TABLE customer ADD COLUMN notes BLOB NOT NULL DEFAULT x'';

ALTER TABLE customer ADD COLUMN terms BLOB NOT NULL DEFAULT x'';

-- What the terms add up to whose tags begin alike, so that a term that is missing is noticed, too.
CREATE TABLE bucket (
  place INTEGER PRIMARY KEY,
  sum BLOB NOT NULL
) STRICT;

-- One row: what everything adds up to, in which form of the tables, and how many durable changes there were.
CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  form INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  customers BLOB NOT NULL,
  buckets BLOB NOT NULL,
  office BLOB NOT NULL
) STRICT;
