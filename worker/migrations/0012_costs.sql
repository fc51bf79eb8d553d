-- What was spent on a campaign, beside what site.yaml says: entered at the desk, or read from a file.
CREATE TABLE cost (
  id          TEXT PRIMARY KEY CHECK (length(id) = 22),
  campaign    TEXT NOT NULL CHECK (campaign <> ''),
  -- The days it was spent on, both included, in the site's time zone.
  day_from    TEXT NOT NULL CHECK (day_from GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  day_until   TEXT NOT NULL CHECK (day_until >= day_from),
  -- In cents.
  amount      INTEGER NOT NULL CHECK (amount >= 0),
  currency    TEXT NOT NULL CHECK (length(currency) = 3),
  -- Where the money went, by the name that the report counts it under; null: not said.
  source      TEXT CHECK (source <> ''),
  impressions INTEGER CHECK (impressions >= 0),
  clicks      INTEGER CHECK (clicks >= 0),
  -- SHA-256 of what makes two rows of a file the same; null where it was typed in.
  fingerprint TEXT UNIQUE CHECK (length(fingerprint) = 43),
  member_id   TEXT REFERENCES member (id),
  created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX cost_day ON cost (day_from DESC, id DESC);
CREATE INDEX cost_campaign ON cost (campaign, day_from);

-- The steps of whole months: a year of days would be half a million rows. Triggers keep it equal to the days' sum.
CREATE TABLE step_month (
  month   TEXT NOT NULL CHECK (length(month) = 7),
  landing TEXT NOT NULL,
  step    TEXT NOT NULL,
  source  TEXT NOT NULL,
  n       INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (month, landing, step, source)
) STRICT, WITHOUT ROWID;

INSERT INTO step_month (month, landing, step, source, n)
SELECT substr(day, 1, 7), landing, step, source, sum(n) FROM step_count GROUP BY 1, 2, 3, 4;

CREATE TRIGGER step_month_insert AFTER INSERT ON step_count
BEGIN
  INSERT INTO step_month (month, landing, step, source, n)
  VALUES (substr(NEW.day, 1, 7), NEW.landing, NEW.step, NEW.source, NEW.n)
  ON CONFLICT (month, landing, step, source) DO UPDATE SET n = n + excluded.n;
END;

CREATE TRIGGER step_month_update AFTER UPDATE OF n ON step_count
BEGIN
  UPDATE step_month SET n = n + NEW.n - OLD.n
   WHERE month = substr(NEW.day, 1, 7) AND landing = NEW.landing AND step = NEW.step AND source = NEW.source;
END;

CREATE TRIGGER step_month_delete AFTER DELETE ON step_count
BEGIN
  UPDATE step_month SET n = n - OLD.n
   WHERE month = substr(OLD.day, 1, 7) AND landing = OLD.landing AND step = OLD.step AND source = OLD.source;
END;

-- What brought the lead first: the utm_source, or else the address of the site it came from; empty: neither. With the
-- landing and the first coupon used it stands in the index below, so that quality is counted by source without a lead read;
-- with status and seen_at, whom to call first is found there, too.
ALTER TABLE lead ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE lead ADD COLUMN first_landing TEXT;
ALTER TABLE lead ADD COLUMN redeemed_at INTEGER;

CREATE TRIGGER lead_origin_insert AFTER INSERT ON lead
BEGIN
  UPDATE lead SET first_landing = NEW.first_source ->> 'landing', origin = coalesce(NEW.first_source ->> 'utm_source',
      substr(NEW.first_source ->> 'referrer', 1, 7 + instr(substr(NEW.first_source ->> 'referrer', 9) || '/', '/')), '')
   WHERE id = NEW.id;
END;

-- What brought a coupon that was used: the landing (null: it was printed) and the source its receipt counts for.
ALTER TABLE coupon ADD COLUMN landing TEXT;
ALTER TABLE coupon ADD COLUMN source TEXT;

CREATE TRIGGER coupon_used AFTER UPDATE OF redeemed_at ON coupon WHEN NEW.redeemed_at IS NOT OLD.redeemed_at
BEGIN
  UPDATE lead SET redeemed_at = (SELECT min(redeemed_at) FROM coupon WHERE lead_id = NEW.lead_id)
   WHERE id = NEW.lead_id;
  UPDATE coupon SET landing = (SELECT landing FROM submission WHERE id = NEW.submission_id),
    source = coalesce((SELECT source_label FROM submission WHERE id = NEW.submission_id),
      (SELECT source FROM batch WHERE id = NEW.batch_id))
   WHERE code = NEW.code;
END;

CREATE TRIGGER coupon_made_used AFTER INSERT ON coupon WHEN NEW.redeemed_at IS NOT NULL
BEGIN
  UPDATE lead SET redeemed_at = (SELECT min(redeemed_at) FROM coupon WHERE lead_id = NEW.lead_id)
   WHERE id = NEW.lead_id;
  UPDATE coupon SET landing = (SELECT landing FROM submission WHERE id = NEW.submission_id),
    source = coalesce((SELECT source_label FROM submission WHERE id = NEW.submission_id),
      (SELECT source FROM batch WHERE id = NEW.batch_id))
   WHERE code = NEW.code;
END;

UPDATE coupon SET landing = (SELECT landing FROM submission WHERE id = submission_id),
  source = coalesce((SELECT source_label FROM submission WHERE id = submission_id),
    (SELECT source FROM batch WHERE id = batch_id))
 WHERE redeemed_at IS NOT NULL;

UPDATE lead SET first_landing = first_source ->> 'landing',
  redeemed_at = (SELECT min(redeemed_at) FROM coupon WHERE lead_id = lead.id),
  origin = coalesce(first_source ->> 'utm_source',
    substr(first_source ->> 'referrer', 1, 7 + instr(substr(first_source ->> 'referrer', 9) || '/', '/')), '');

CREATE INDEX lead_origin ON lead
  (origin, created_at, first_landing, quality, confirmed_at, redeemed_at, fit, heat, erased_at, merged_into,
   status, seen_at)
  WHERE erased_at IS NULL AND merged_into IS NULL;

-- Receipts are counted from this index alone.
DROP INDEX coupon_redeemed;
CREATE INDEX coupon_redeemed ON coupon
  (redeemed_at, code, magnet, shop, amount, redeemed_by, submission_id, landing, source)
  WHERE redeemed_at IS NOT NULL;
