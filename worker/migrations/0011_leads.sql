-- What the business makes of a lead.
ALTER TABLE lead ADD COLUMN status TEXT NOT NULL DEFAULT 'new'
  CHECK (status IN ('new', 'contacted', 'qualified', 'customer', 'lost'));
-- Who of the business looks after it; null: nobody yet.
ALTER TABLE lead ADD COLUMN assignee TEXT REFERENCES member (id);
-- The lead that this one is the same person as. Rows stay as they are, each with its own addresses, receipts and
-- consents; lists show the one, and it shows both.
ALTER TABLE lead ADD COLUMN merged_into TEXT REFERENCES lead (id);

-- The score: `fit` are the points of answers, which stay; `heat` those of acts, each times 2^((moment - epoch) / half-life),
-- so that all fade at once by one factor of the reader's (worker/score).
ALTER TABLE lead ADD COLUMN fit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lead ADD COLUMN heat REAL NOT NULL DEFAULT 0;
-- How far the contact can be relied on, 0 (not at all) to 3, and why (JSON list of reasons); null until it was judged.
ALTER TABLE lead ADD COLUMN quality INTEGER CHECK (quality BETWEEN 0 AND 3);
ALTER TABLE lead ADD COLUMN quality_reasons TEXT CHECK (quality_reasons IS NULL OR json_type(quality_reasons) = 'array');

CREATE INDEX lead_status ON lead (status, seen_at) WHERE status <> 'new';
CREATE INDEX lead_assignee ON lead (assignee, seen_at) WHERE assignee IS NOT NULL;
CREATE INDEX lead_merged ON lead (merged_into) WHERE merged_into IS NOT NULL;

-- Leads whose score and quality are to be reckoned anew.
CREATE TABLE lead_due (
  lead_id TEXT PRIMARY KEY REFERENCES lead (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lead_tag (
  lead_id TEXT NOT NULL REFERENCES lead (id),
  tag     TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 40),
  at      INTEGER NOT NULL,
  PRIMARY KEY (lead_id, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX lead_tag_tag ON lead_tag (tag, lead_id);

-- What the business writes about a lead, in its own words; deleted with the lead.
CREATE TABLE note (
  id        TEXT PRIMARY KEY CHECK (length(id) = 22),
  lead_id   TEXT NOT NULL REFERENCES lead (id),
  -- Null: the owner with the business's own token.
  member_id TEXT REFERENCES member (id),
  text      TEXT NOT NULL CHECK (text <> ''),
  at        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX note_lead ON note (lead_id, at);

-- A question about leads that was saved at the desk, in the language of content/segments.
CREATE TABLE segment (
  name       TEXT PRIMARY KEY CHECK (name <> ''),
  title      TEXT NOT NULL,
  question   TEXT NOT NULL CHECK (json_type(question) = 'object'),
  member_id  TEXT REFERENCES member (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
