-- What the clock knows of each sequence of content, under the name of its folder.
CREATE TABLE sequence_state (
  sequence  TEXT PRIMARY KEY CHECK (sequence <> ''),
  -- Steps that people took from here on start it.
  since     INTEGER NOT NULL,
  -- SHA-256 of its rules, base64url: where they have changed, all under way are looked at anew.
  digest    TEXT NOT NULL CHECK (length(digest) = 43),
  -- Rises with all that is written about it: of two runs of the clock that meet, one writes.
  turn      INTEGER NOT NULL DEFAULT 0,
  paused_at INTEGER,
  -- When content was first without it; null while it is there.
  gone_at   INTEGER,
  -- A pass over its segment: the last lead, by its row, that was looked at, and when the pass began.
  row       INTEGER NOT NULL DEFAULT 0,
  round_at  INTEGER
) STRICT, WITHOUT ROWID;

-- One lead's way through one sequence: nobody takes it twice.
CREATE TABLE enrolment (
  lead_id       TEXT NOT NULL REFERENCES lead (id),
  sequence      TEXT NOT NULL CHECK (sequence <> ''),
  -- What started it; null: the lead came into a segment.
  submission_id TEXT REFERENCES submission (id),
  started_at    INTEGER NOT NULL,
  -- What the person did before it ends nothing: the start, or the moment at which the owner let it go on.
  judged_from   INTEGER NOT NULL,
  -- The names of the steps that were sent or left out, in the order in which they were (JSON), and the place that the
  -- last of them had among all.
  passed        TEXT NOT NULL DEFAULT '[]' CHECK (json_type(passed) = 'array'),
  place         INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),
  -- The last mail, and when it was due or has left.
  last_step     TEXT,
  last_at       INTEGER,
  -- When it is looked at next; below zero: at once, for something has happened, each time another number.
  next_at       INTEGER NOT NULL,
  status        TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'done', 'stopped')),
  reason        TEXT CHECK (reason IN ('bought', 'redeemed', 'replied', 'goal', 'unsubscribed', 'bounced', 'complained',
    'merged', 'withdrawn', 'no-permission', 'owner', 'gone')),
  ended_at      INTEGER,
  PRIMARY KEY (lead_id, sequence),
  CHECK ((status = 'stopped') = (reason IS NOT NULL)),
  CHECK ((status = 'active') = (ended_at IS NULL)),
  CHECK ((last_step IS NULL) = (last_at IS NULL))
) STRICT, WITHOUT ROWID;

-- The clock takes what is due, and the desk counts and lists, out of this alone.
CREATE INDEX enrolment_sequence ON enrolment (sequence, status, next_at, last_step);

-- A lead that has written back, as the business marks it.
CREATE TABLE reply (
  lead_id TEXT PRIMARY KEY REFERENCES lead (id),
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A stop and a pause find what waits in the outbox out of these few.
CREATE INDEX message_sequence ON message (mailing, lead_id)
  WHERE kind = 'sequence' AND status IN ('queued', 'leased', 'withheld');

-- Whatever may end a way, or let it go on, has it looked at again at once.
CREATE TRIGGER enrolment_due AFTER INSERT ON lead_due
BEGIN
  UPDATE enrolment SET next_at = min(next_at, 0) - 1 WHERE lead_id = NEW.lead_id AND status = 'active';
END;

CREATE TRIGGER enrolment_due_again AFTER UPDATE OF n ON lead_due
BEGIN
  UPDATE enrolment SET next_at = min(next_at, 0) - 1 WHERE lead_id = NEW.lead_id AND status = 'active';
END;

CREATE TRIGGER enrolment_permission AFTER INSERT ON receipt WHEN NEW.channel <> 'form'
BEGIN
  UPDATE enrolment SET next_at = min(next_at, 0) - 1 WHERE lead_id = NEW.lead_id AND status = 'active';
END;

CREATE TRIGGER enrolment_status AFTER UPDATE OF status ON lead WHEN NEW.status <> OLD.status
BEGIN
  UPDATE enrolment SET next_at = min(next_at, 0) - 1 WHERE lead_id IN (NEW.id, NEW.merged_into) AND status = 'active';
END;

CREATE TRIGGER enrolment_sale AFTER INSERT ON sale
BEGIN
  UPDATE enrolment SET next_at = min(next_at, 0) - 1 WHERE lead_id = NEW.lead_id AND status = 'active';
END;

CREATE TRIGGER enrolment_reply AFTER INSERT ON reply
BEGIN
  UPDATE enrolment SET next_at = min(next_at, 0) - 1 WHERE lead_id = NEW.lead_id AND status = 'active';
END;

CREATE TRIGGER enrolment_reply_again AFTER UPDATE OF at ON reply
BEGIN
  UPDATE enrolment SET next_at = min(next_at, 0) - 1 WHERE lead_id = NEW.lead_id AND status = 'active';
END;

-- A later submission of somebody whose address is known: its first press of the button starts sequences as well.
CREATE TRIGGER lead_due_confirmation AFTER UPDATE OF confirmed_at ON submission
WHEN NEW.status = 'accepted' AND OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL
  AND EXISTS (SELECT 1 FROM lead WHERE id = NEW.lead_id AND confirmed_at < NEW.confirmed_at AND erased_at IS NULL)
BEGIN
  INSERT INTO lead_due (lead_id) VALUES (NEW.lead_id) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER enrolment_erased AFTER UPDATE OF erased_at ON lead WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
  DELETE FROM enrolment WHERE lead_id = NEW.id;
  DELETE FROM reply WHERE lead_id = NEW.id;
END;
