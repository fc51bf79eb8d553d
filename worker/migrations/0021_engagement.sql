-- How long a landing was open, how far down it was in sight, and which network's button was pressed to share it, on a day
-- (in the site's time zone), in bands; no person in it, and nothing that tells two visits of one person together.
CREATE TABLE engagement (
  day     TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  landing TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('time', 'read', 'share')),
  band    TEXT NOT NULL CHECK (length(band) BETWEEN 1 AND 20),
  n       INTEGER NOT NULL CHECK (n > 0),
  PRIMARY KEY (day, landing, kind, band)
) STRICT, WITHOUT ROWID;
