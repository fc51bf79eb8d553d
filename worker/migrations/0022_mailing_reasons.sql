-- Why somebody let a campaign or a sequence go on that stood still, in their own words.
CREATE TABLE mailing_reason (
  -- `campaigns/<name>` or `sequences/<name>`.
  mailing   TEXT NOT NULL CHECK (mailing GLOB 'campaigns/?*' OR mailing GLOB 'sequences/?*'),
  at        INTEGER NOT NULL,
  -- Null: the owner.
  member_id TEXT REFERENCES member (id),
  reason    TEXT NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (mailing, at)
) STRICT, WITHOUT ROWID;
