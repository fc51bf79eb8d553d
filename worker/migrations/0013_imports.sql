-- A file of leads on its way in, read in steps.
CREATE TABLE import (
  id         TEXT PRIMARY KEY CHECK (length(id) = 22),
  -- The file's name, for people.
  name       TEXT NOT NULL,
  -- 'mapping': columns are to be told; 'trial': read without writing; 'ready'; 'running'; 'done'; 'stopped'.
  status     TEXT NOT NULL CHECK (status IN ('mapping', 'trial', 'ready', 'running', 'done', 'stopped')),
  -- Encoding, separator, columns and what each of them becomes (JSON).
  reading    TEXT NOT NULL CHECK (json_type(reading) = 'object'),
  landing    TEXT,
  -- Where the leads come from, and on which ground the business may hold them, in its own words.
  provenance TEXT,
  basis      TEXT,
  bytes      INTEGER NOT NULL,
  -- Where the next step begins: the byte, and the row.
  at_byte    INTEGER NOT NULL DEFAULT 0,
  at_row     INTEGER NOT NULL DEFAULT 0,
  taken      INTEGER NOT NULL DEFAULT 0,
  known      INTEGER NOT NULL DEFAULT 0,
  refused    INTEGER NOT NULL DEFAULT 0,
  member_id  TEXT REFERENCES member (id),
  created_at INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT, WITHOUT ROWID;

-- The file's bytes, in pieces that a row can hold; deleted when the import is over.
CREATE TABLE import_part (
  import_id TEXT NOT NULL REFERENCES import (id),
  n         INTEGER NOT NULL,
  bytes     BLOB NOT NULL,
  PRIMARY KEY (import_id, n)
) STRICT, WITHOUT ROWID;

-- Rows that were refused, and why; no answer, no address.
CREATE TABLE import_refusal (
  import_id TEXT NOT NULL REFERENCES import (id),
  row       INTEGER NOT NULL,
  reason    TEXT NOT NULL,
  -- The column it is about.
  field     TEXT,
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;

-- What another system calls a submission: `meta:l:1234567890`. It comes in once.
CREATE TABLE foreign_id (
  id            TEXT PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submission (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX foreign_id_submission ON foreign_id (submission_id);

-- Leads that Meta told of and that are to be fetched from it.
CREATE TABLE meta_lead (
  id         TEXT PRIMARY KEY,
  form_id    TEXT NOT NULL,
  page_id    TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  told_at    INTEGER NOT NULL,
  status     TEXT NOT NULL DEFAULT 'due' CHECK (status IN ('due', 'taken', 'refused', 'gone')),
  attempts   INTEGER NOT NULL DEFAULT 0,
  next_at    INTEGER NOT NULL,
  failure    TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX meta_lead_due ON meta_lead (next_at) WHERE status = 'due';
