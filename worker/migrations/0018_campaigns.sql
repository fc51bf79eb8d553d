-- A direct e-mail of content/campaigns that somebody approved; one without a row is a draft.
CREATE TABLE campaign (
  name        TEXT PRIMARY KEY CHECK (name <> ''),
  -- 'testing': its subjects are tried among some; 'stopped': by a person, or by the engine, which says why.
  status      TEXT NOT NULL CHECK (status IN ('approved', 'testing', 'sending', 'stopped', 'done')),
  -- SHA-256 of what was approved, base64url: what differs from it must be approved again.
  hash        TEXT NOT NULL CHECK (length(hash) = 43),
  -- What was approved (JSON): the catalog's entry, whose asset is named after its words, and the segment's question.
  approved    TEXT NOT NULL CHECK (json_type(approved) = 'object'),
  approved_by TEXT REFERENCES member (id),
  approved_at INTEGER NOT NULL,
  -- From when it may leave, on the site's clock.
  starts_at   INTEGER NOT NULL,
  -- The last lead that was there when it began, by its row; null before it began. Who comes later is no reader of it.
  last_row    INTEGER,
  -- Rises with each slice: of two runs of the clock that meet, one writes.
  turn        INTEGER NOT NULL DEFAULT 0,
  -- The moment that the last mail was given: the next one comes a throttle's step after it.
  paced_at    INTEGER NOT NULL DEFAULT 0,
  -- The last day with mails (in the site's time zone), how many it had, and how many such days came before it.
  day         TEXT,
  day_mails   INTEGER NOT NULL DEFAULT 0,
  days        INTEGER NOT NULL DEFAULT 0,
  -- Counts, without a person: mails by subject, and leads of the segment left out by reason (JSON).
  written     TEXT NOT NULL DEFAULT '[0,0,0,0]' CHECK (json_array_length(written) = 4),
  left_out    TEXT NOT NULL DEFAULT '{}' CHECK (json_type(left_out) = 'object'),
  -- When the subjects are judged, which of them won, and by what numbers (JSON).
  judge_at    INTEGER,
  winner      INTEGER CHECK (winner BETWEEN 0 AND 3),
  verdict     TEXT CHECK (verdict IS NULL OR json_type(verdict) = 'object'),
  -- What it was before it was stopped, when, and why: 'owner', or what is missing.
  was         TEXT CHECK (was IN ('approved', 'testing', 'sending')),
  stopped_at  INTEGER,
  reason      TEXT,
  done_at     INTEGER,
  CHECK ((status = 'stopped') = (was IS NOT NULL)),
  CHECK ((status = 'stopped') = (stopped_at IS NOT NULL)),
  CHECK ((status = 'done') = (done_at IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- How far a campaign has come among the leads of one time zone: first among those on whom its subjects are tried.
CREATE TABLE campaign_place (
  campaign  TEXT NOT NULL REFERENCES campaign (name) ON DELETE CASCADE,
  part      TEXT NOT NULL CHECK (part IN ('test', 'rest')),
  -- As in 'lead_zone'; '' is the site's own.
  zone      TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  -- Leads up to this row were gone through.
  row       INTEGER NOT NULL DEFAULT 0,
  done_at   INTEGER,
  PRIMARY KEY (campaign, part, zone)
) STRICT, WITHOUT ROWID;

-- A stop finds what waits, and the throttle counts it, out of these few.
CREATE INDEX message_campaign ON message (mailing, next_at)
WHERE kind = 'campaign' AND (status IN ('queued', 'leased') OR failure = 'stopped');

-- Whose clock shows another time than the site's: nothing else is kept of where a lead is.
CREATE TABLE lead_zone (
  lead_id TEXT PRIMARY KEY REFERENCES lead (id),
  zone    TEXT NOT NULL CHECK (zone <> '')
) STRICT, WITHOUT ROWID;

CREATE INDEX lead_zone_zone ON lead_zone (zone);

-- The last submission tells: whoever is home again has no row. A file tells nothing of where somebody is.
CREATE TRIGGER lead_zone_anew AFTER INSERT ON submission
WHEN NEW.status = 'accepted' AND NEW.lead_id IS NOT NULL AND NEW.page_url NOT GLOB 'import:*'
BEGIN
  DELETE FROM lead_zone WHERE lead_id = NEW.lead_id;
END;

CREATE TRIGGER lead_zone_erased AFTER UPDATE OF erased_at ON lead WHEN NEW.erased_at IS NOT NULL
BEGIN
  DELETE FROM lead_zone WHERE lead_id = NEW.id;
END;
