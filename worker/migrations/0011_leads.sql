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

-- A search reads all names and contacts, newest first: out of this alone, which is a quarter of the table.
DROP INDEX lead_seen;
CREATE INDEX lead_seen ON lead (seen_at, given_name, family_name, email, phone, merged_into, erased_at);
CREATE INDEX lead_status ON lead (status, seen_at) WHERE status <> 'new';
CREATE INDEX lead_assignee ON lead (assignee, seen_at) WHERE assignee IS NOT NULL;
CREATE INDEX lead_merged ON lead (merged_into) WHERE merged_into IS NOT NULL;

-- Leads whose score and quality are to be reckoned anew, and how often that was said: what is said again while the clock
-- reckons is not lost.
CREATE TABLE lead_due (
  -- Checked when the transaction ends: a submission comes before its lead.
  lead_id TEXT PRIMARY KEY REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
  n       INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- The rules that all leads were last reckoned by (a digest), and how far the clock has come where they have changed.
CREATE TABLE score_pass (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  rules TEXT NOT NULL CHECK (length(rules) = 43),
  -- The last lead that was reckoned by them; null: all were.
  place TEXT
) STRICT;

-- Leads become due by the very row that changes what they are reckoned from, so that nothing can be forgotten.
CREATE TRIGGER lead_due_submission AFTER INSERT ON submission WHEN NEW.status = 'accepted'
BEGIN
  INSERT INTO lead_due (lead_id) VALUES (NEW.lead_id) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER lead_due_answers AFTER UPDATE OF status, answers ON submission
WHEN NEW.status = 'accepted' AND (OLD.status <> 'accepted' OR NEW.answers <> OLD.answers)
  AND NOT EXISTS (SELECT 1 FROM lead WHERE lead.id = NEW.lead_id AND lead.erased_at IS NOT NULL)
BEGIN
  INSERT INTO lead_due (lead_id) VALUES (NEW.lead_id) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER lead_due_lead AFTER UPDATE OF email, phone, confirmed_at, disposable, merged_into ON lead
WHEN NEW.erased_at IS NULL AND (
  NEW.email IS NOT OLD.email OR NEW.phone IS NOT OLD.phone OR NEW.confirmed_at IS NOT OLD.confirmed_at
  OR NEW.disposable IS NOT OLD.disposable OR NEW.merged_into IS NOT OLD.merged_into)
BEGIN
  INSERT INTO lead_due (lead_id)
  SELECT id FROM lead WHERE id IN (NEW.id, NEW.merged_into, OLD.merged_into) AND erased_at IS NULL
  ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER lead_due_coupon AFTER UPDATE OF redeemed_at ON coupon
WHEN NEW.lead_id IS NOT NULL AND NEW.redeemed_at IS NOT OLD.redeemed_at
BEGIN
  INSERT INTO lead_due (lead_id) VALUES (NEW.lead_id) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER lead_due_grant AFTER UPDATE OF open_until ON "grant"
WHEN NEW.open_until IS NOT NULL AND NEW.open_until IS NOT OLD.open_until
BEGIN
  INSERT INTO lead_due (lead_id) VALUES (NEW.lead_id) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER lead_due_withdrawal AFTER INSERT ON receipt WHEN NEW.granted = 0
BEGIN
  INSERT INTO lead_due (lead_id) VALUES (NEW.lead_id) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER lead_due_bounce AFTER UPDATE OF bounce ON message
WHEN NEW.lead_id IS NOT NULL AND NEW.bounce IN ('hard', 'complaint') AND NEW.bounce IS NOT OLD.bounce
BEGIN
  INSERT INTO lead_due (lead_id) VALUES (NEW.lead_id) ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- What two leads share when they may be one person, as the clock reckons it: 'tel:+39…', 'inbox:…', 'name:…'. An inbox
-- is here only where its address can be written in another way.
CREATE TABLE lead_key (
  lead_id TEXT NOT NULL REFERENCES lead (id),
  key     TEXT NOT NULL CHECK (key <> ''),
  -- 1: another lead has had it as well.
  shared  INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
  PRIMARY KEY (lead_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX lead_key_key ON lead_key (key);
-- The desk looks for these few.
CREATE INDEX lead_key_shared ON lead_key (key) WHERE shared = 1;

CREATE TRIGGER lead_key_shared AFTER INSERT ON lead_key
WHEN EXISTS (SELECT 1 FROM lead_key WHERE key = NEW.key AND lead_id <> NEW.lead_id)
BEGIN
  UPDATE lead_key SET shared = 1 WHERE key = NEW.key AND shared = 0;
END;

-- Two leads that somebody looked at: not the same person.
CREATE TABLE lead_apart (
  lead_id  TEXT NOT NULL REFERENCES lead (id),
  other_id TEXT NOT NULL REFERENCES lead (id) CHECK (lead_id < other_id),
  at       INTEGER NOT NULL,
  PRIMARY KEY (lead_id, other_id)
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

-- Erasing a lead takes what the business made of it along, in the same statement. Who was taken for the same person is
-- still there, and stands alone again.
CREATE TRIGGER lead_erased AFTER UPDATE OF erased_at ON lead WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
  DELETE FROM note WHERE lead_id = NEW.id;
  DELETE FROM lead_tag WHERE lead_id = NEW.id;
  DELETE FROM lead_key WHERE lead_id = NEW.id;
  DELETE FROM lead_due WHERE lead_id = NEW.id;
  DELETE FROM lead_apart WHERE lead_id = NEW.id OR other_id = NEW.id;
  UPDATE lead SET merged_into = NULL WHERE merged_into = NEW.id;
END;

-- A question about leads that was saved at the desk, in the language of content/segments.
CREATE TABLE segment (
  name       TEXT PRIMARY KEY CHECK (name <> ''),
  title      TEXT NOT NULL,
  question   TEXT NOT NULL CHECK (json_type(question) = 'object'),
  -- The columns of its list; null: the usual ones.
  columns    TEXT CHECK (columns IS NULL OR json_type(columns) = 'array'),
  member_id  TEXT REFERENCES member (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The list by score sorts all leads anew, for scores fade, and a search reads their names: out of this alone.
CREATE INDEX lead_score ON lead (fit, heat, given_name, family_name, email, phone, erased_at, merged_into)
  WHERE erased_at IS NULL AND merged_into IS NULL;
