-- What was spent on a campaign, beside what site.yaml says: entered at the desk, or read from a file.
CREATE TABLE cost (
  id          TEXT PRIMARY KEY CHECK (length(id) = 22),
  campaign    TEXT NOT NULL CHECK (campaign <> ''),
  -- The days it was spent on, both included, in the site's time zone.
  day_from    TEXT NOT NULL,
  day_until   TEXT NOT NULL CHECK (day_until >= day_from),
  -- In cents.
  amount      INTEGER NOT NULL CHECK (amount >= 0),
  currency    TEXT NOT NULL CHECK (length(currency) = 3),
  -- Where the money went: google, facebook, …; null: not said.
  source      TEXT,
  impressions INTEGER CHECK (impressions >= 0),
  clicks      INTEGER CHECK (clicks >= 0),
  -- SHA-256 of what makes two rows of a file the same; null where it was typed in.
  fingerprint TEXT UNIQUE CHECK (length(fingerprint) = 43),
  member_id   TEXT REFERENCES member (id),
  created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX cost_campaign ON cost (campaign, day_from);
