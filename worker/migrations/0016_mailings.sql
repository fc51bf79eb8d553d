-- Which mail of content a message is: `campaigns/<name>` or `sequences/<name>/<step>`; null for mails of the service.
ALTER TABLE message ADD COLUMN mailing TEXT;
-- Which of a campaign's subjects it bears: 0 is the first.
ALTER TABLE message ADD COLUMN variant INTEGER CHECK (variant BETWEEN 0 AND 3);

-- Nobody gets the same mail of content twice, whatever is done again.
CREATE UNIQUE INDEX message_mailing ON message (mailing, lead_id) WHERE mailing IS NOT NULL;

-- What a lead bought, as somebody of the business has noted it: the ground of the soft opt-in (Codice privacy art. 130(4)).
CREATE TABLE sale (
  id        TEXT PRIMARY KEY CHECK (length(id) = 22),
  lead_id   TEXT NOT NULL REFERENCES lead (id),
  -- The day of the sale, and the moment at which it began in the site's time zone.
  day       TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  at        INTEGER NOT NULL,
  -- What was bought, in a few words: mails to the lead name it.
  what      TEXT NOT NULL CHECK (what <> ''),
  -- Keyed hash of the inbox whose address was given in this sale; null: the address came from elsewhere.
  inbox     TEXT CHECK (length(inbox) = 43),
  -- Null: the owner with the business's own token.
  member_id TEXT REFERENCES member (id),
  noted_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sale_lead ON sale (lead_id, at);

CREATE TRIGGER sale_erased AFTER UPDATE OF erased_at ON lead WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
  DELETE FROM sale WHERE lead_id = NEW.id;
END;
