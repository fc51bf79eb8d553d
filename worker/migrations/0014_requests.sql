-- What a person asks for about their data (GDPR art. 15 to 21), and what became of it.
CREATE TABLE request (
  id          TEXT PRIMARY KEY CHECK (length(id) = 22),
  kind        TEXT NOT NULL CHECK (kind IN
    ('access', 'portability', 'rectification', 'erasure', 'restriction', 'objection')),
  -- Whom it is about, where it is a lead of ours.
  lead_id     TEXT REFERENCES lead (id),
  -- How it reached the business.
  channel     TEXT NOT NULL CHECK (channel IN ('page', 'mail', 'letter', 'phone', 'shop')),
  received_at INTEGER NOT NULL,
  -- The last moment of the day a month later (art. 12(3)), or three months where the person was told why.
  due_at      INTEGER NOT NULL,
  extended_at INTEGER,
  done_at     INTEGER,
  outcome     TEXT CHECK (outcome IN ('done', 'refused', 'withdrawn')),
  -- How to reach whoever asks, where it is no lead of ours.
  contact     TEXT,
  -- In the business's own words. Both are emptied when the lead is erased, and two years after the end.
  note        TEXT,
  member_id   TEXT REFERENCES member (id),
  CHECK ((done_at IS NULL) = (outcome IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX request_open ON request (due_at) WHERE done_at IS NULL;
CREATE INDEX request_lead ON request (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX request_done ON request (done_at) WHERE done_at IS NOT NULL;
