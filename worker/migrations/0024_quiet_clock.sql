-- That the mail which asked somebody did not leave: the clock finds these few without a look at all whose answer it waits for.
ALTER TABLE renewal ADD COLUMN failed INTEGER NOT NULL DEFAULT 0 CHECK (failed IN (0, 1));

UPDATE renewal SET failed = 1
 WHERE outcome IS NULL AND (SELECT status FROM message WHERE message.id = renewal.message_id) IN ('dead', 'withheld');

CREATE INDEX renewal_failed ON renewal (asked_at) WHERE outcome IS NULL AND failed = 1;

CREATE TRIGGER renewal_failed AFTER UPDATE OF status ON message
WHEN NEW.status IN ('dead', 'withheld') AND OLD.status <> NEW.status AND NEW.kind = 'campaign' AND NEW.mailing IS NULL
BEGIN
  UPDATE renewal SET failed = 1 WHERE message_id = NEW.id AND outcome IS NULL;
END;

-- How pages were read in whole months that are long over: a year of days would be tens of thousands of rows. The clock adds
-- them up, month after month.
CREATE TABLE engagement_month (
  month   TEXT NOT NULL CHECK (length(month) = 7),
  landing TEXT NOT NULL,
  kind    TEXT NOT NULL,
  band    TEXT NOT NULL,
  n       INTEGER NOT NULL CHECK (n > 0),
  PRIMARY KEY (month, landing, kind, band)
) STRICT, WITHOUT ROWID;
