-- Whom a lead buys for, as the clock tells it by what is known: a business ('b2b') or themselves ('b2c'); null: nothing tells.
ALTER TABLE lead ADD COLUMN market TEXT CHECK (market IN ('b2b', 'b2c'));
-- What the business itself says, which wins.
ALTER TABLE lead ADD COLUMN market_said TEXT CHECK (market_said IN ('b2b', 'b2c'));

CREATE TRIGGER lead_due_market AFTER UPDATE OF market_said ON lead
WHEN NEW.market_said IS NOT OLD.market_said AND NEW.erased_at IS NULL
BEGIN
  INSERT INTO lead_due (lead_id) VALUES (coalesce(NEW.merged_into, NEW.id)) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER lead_market_erased AFTER UPDATE OF erased_at ON lead WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
  UPDATE lead SET market = NULL, market_said = NULL WHERE id = NEW.id;
  DELETE FROM renewal WHERE lead_id = NEW.id;
END;

-- An inbox from which nothing was heard for long, and which did not answer when it was asked: the business's own rule, and
-- not the person's wish; the consent stands, and asking again brings the mails back.
ALTER TABLE suppression ADD COLUMN silent INTEGER NOT NULL DEFAULT 0 CHECK (silent IN (0, 1));
CREATE INDEX suppression_silent ON suppression (at) WHERE silent = 1;

-- Somebody from whom nothing was heard since a moment, and who was asked once whether mails may go on.
CREATE TABLE renewal (
  lead_id    TEXT NOT NULL REFERENCES lead (id),
  -- The last sign of life before it.
  since      INTEGER NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  asked_at   INTEGER NOT NULL,
  -- Null: the answer is waited for. 'yes' was said on the page; 'life': another sign of life; 'silent': let go;
  -- 'undelivered': the mail did not arrive.
  outcome    TEXT CHECK (outcome IN ('yes', 'life', 'silent', 'undelivered')),
  ended_at   INTEGER,
  PRIMARY KEY (lead_id, since),
  CHECK ((outcome IS NULL) = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX renewal_open ON renewal (asked_at) WHERE outcome IS NULL;
CREATE INDEX renewal_outcome ON renewal (outcome, ended_at) WHERE outcome IS NOT NULL;

-- How far the clock has come on a day (in the site's time zone) in looking at people who have long been silent, in the
-- order in which they were last seen.
CREATE TABLE renewal_place (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  day     TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  row     INTEGER NOT NULL
) STRICT;

-- What the lists consist of, counted lead by lead: of a pass that is under way, and of the last one that came to its end.
CREATE TABLE list_count (
  pass       INTEGER NOT NULL,
  -- What is told apart ('all', 'age', 'activity', 'market', 'source', 'standing'), and which of them it is.
  kind       TEXT NOT NULL,
  key        TEXT NOT NULL,
  n          INTEGER NOT NULL,
  -- Who can be written to.
  open       INTEGER NOT NULL,
  confirmed  INTEGER NOT NULL,
  bounced    INTEGER NOT NULL,
  complained INTEGER NOT NULL,
  PRIMARY KEY (pass, kind, key)
) STRICT, WITHOUT ROWID;

-- The pass that is under way (its number is when it began) and the lead that it has come to, or the end; and the last whole one.
CREATE TABLE list_pass (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  pass  INTEGER NOT NULL,
  -- Null: it is done.
  place TEXT,
  whole INTEGER
) STRICT;
