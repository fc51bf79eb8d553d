-- A file of leads on its way in. It is read in steps: cut into rows, tried, and taken; each step is one transaction.
CREATE TABLE import (
  id         TEXT PRIMARY KEY CHECK (length(id) = 22),
  -- The file's name, for people.
  name       TEXT NOT NULL,
  -- 'reading': it is being cut into rows; 'mapping': columns are to be told; 'trial': rows are judged and nothing is
  -- written; 'ready': all were; 'running': they come in; 'done'; 'stopped'.
  status     TEXT NOT NULL CHECK (status IN ('reading', 'mapping', 'trial', 'ready', 'running', 'done', 'stopped')),
  -- Encoding, separator, heads, samples, and what each column becomes (JSON).
  reading    TEXT NOT NULL CHECK (json_type(reading) = 'object'),
  -- What of the text read last belongs to the next step (JSON): half a record, half a character.
  carry      TEXT,
  landing    TEXT,
  -- Where the leads come from, and on which ground the business may hold them.
  provenance TEXT,
  basis      TEXT,
  bytes      INTEGER NOT NULL,
  -- The byte at which the next step reads on, and the piece of rows that the next step takes.
  at_byte    INTEGER NOT NULL DEFAULT 0,
  at_part    INTEGER NOT NULL DEFAULT 0,
  parts      INTEGER NOT NULL DEFAULT 0,
  rows       INTEGER NOT NULL DEFAULT 0,
  -- Of the rows tried or taken so far.
  taken      INTEGER NOT NULL DEFAULT 0,
  known      INTEGER NOT NULL DEFAULT 0,
  refused    INTEGER NOT NULL DEFAULT 0,
  member_id  TEXT REFERENCES member (id),
  created_at INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT, WITHOUT ROWID;

-- The file as it came, in pieces that a row can hold; deleted once it is cut into rows.
CREATE TABLE import_bytes (
  import_id TEXT NOT NULL REFERENCES import (id),
  n         INTEGER NOT NULL,
  bytes     BLOB NOT NULL,
  PRIMARY KEY (import_id, n)
) STRICT, WITHOUT ROWID;

-- The file's rows, some hundreds in a piece (JSON); deleted when the import is over.
CREATE TABLE import_part (
  import_id TEXT NOT NULL REFERENCES import (id),
  n         INTEGER NOT NULL,
  -- The number of its first row, heads not counted.
  first     INTEGER NOT NULL,
  rows      TEXT NOT NULL,
  PRIMARY KEY (import_id, n)
) STRICT, WITHOUT ROWID;

-- Steps that were made: two that make the same one at once find the other's row, and one of them changes nothing.
CREATE TABLE import_step (
  import_id TEXT NOT NULL REFERENCES import (id),
  status    TEXT NOT NULL,
  n         INTEGER NOT NULL,
  PRIMARY KEY (import_id, status, n)
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

-- What was known of leads before an import touched them; empty but within its transaction.
CREATE TABLE import_kept (
  lead_id     TEXT PRIMARY KEY,
  given_name  TEXT,
  family_name TEXT,
  phone       TEXT,
  email       TEXT,
  last_source TEXT NOT NULL,
  seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What another system calls a submission, such as `meta:l:1234567890`: it comes in once.
CREATE TABLE foreign_id (
  id            TEXT PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submission (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX foreign_id_submission ON foreign_id (submission_id);

CREATE INDEX import_open ON import (created_at) WHERE status <> 'done' AND status <> 'stopped';

-- Leads that Meta told of and that are to be fetched from it.
CREATE TABLE meta_lead (
  id      TEXT PRIMARY KEY,
  form_id TEXT NOT NULL,
  told_at INTEGER NOT NULL,
  -- 'unknown': no landing takes this form yet; 'gone': Meta has it no longer.
  status  TEXT NOT NULL DEFAULT 'due' CHECK (status IN ('due', 'taken', 'refused', 'unknown', 'gone')),
  tries   INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  -- Why it was refused, or what Meta answered last; no answer of the lead's.
  reason  TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX meta_lead_due ON meta_lead (next_at) WHERE status = 'due';
CREATE INDEX meta_lead_told ON meta_lead (told_at);

-- How far the daily look at a form of Meta's has come: from when (seconds), and the cursor that Meta goes on from.
CREATE TABLE meta_rescue (
  form_id TEXT PRIMARY KEY,
  day     TEXT NOT NULL,
  since   INTEGER NOT NULL,
  after   TEXT
) STRICT, WITHOUT ROWID;
