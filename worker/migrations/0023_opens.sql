-- When a person first opened a mail of a mailing, of those who agreed to that in words that tell of it.
CREATE TABLE lead_open (
  lead_id  TEXT NOT NULL REFERENCES lead (id),
  mailing  TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  PRIMARY KEY (lead_id, mailing)
) STRICT, WITHOUT ROWID;

-- Whoever withdraws that consent, or is erased, leaves nothing of it behind.
CREATE TRIGGER lead_open_withdrawn AFTER INSERT ON receipt WHEN NEW.granted = 0 AND NEW.purpose = 'tracking'
BEGIN
  DELETE FROM lead_open WHERE lead_id = NEW.lead_id;
END;

CREATE TRIGGER lead_open_erased AFTER UPDATE OF erased_at ON lead WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
  DELETE FROM lead_open WHERE lead_id = NEW.id;
END;
