-- To which OS user an account belongs; empty for none. Only Guarded mode looks at it.
ALTER TABLE account ADD COLUMN os_user TEXT NOT NULL DEFAULT '';
