-- Customers whose existence is not confirmed to anyone without a lead's approval.
ALTER TABLE customer ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;

-- The client companies for which an operator answers, as a JSON list. Who was there before keeps every client.
ALTER TABLE account ADD COLUMN clients TEXT NOT NULL DEFAULT '["*"]';

-- What operators noted: the mask that is shown, and the text sealed under the customer's key. An id is never used again.
CREATE TABLE memo (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  call TEXT NOT NULL,
  author TEXT NOT NULL,
  written TEXT NOT NULL,
  mask TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

CREATE INDEX memo_of_customer ON memo (customer);
