-- Each thing that a provider says of a mail, with the first moment at which it says so; "bounce" stays the worst of them.
ALTER TABLE message ADD COLUMN deferred_at INTEGER;
ALTER TABLE message ADD COLUMN soft_at INTEGER;
ALTER TABLE message ADD COLUMN hard_at INTEGER;
ALTER TABLE message ADD COLUMN complained_at INTEGER;
-- Why it came back, as the provider says it: one line, without addresses.
ALTER TABLE message ADD COLUMN reason TEXT CHECK (length(reason) <= 200);

UPDATE message SET soft_at = iif(bounce = 'soft', bounced_at, NULL), hard_at = iif(bounce = 'hard', bounced_at, NULL),
  complained_at = iif(bounce = 'complaint', bounced_at, NULL)
 WHERE bounce IS NOT NULL;

-- The desk shows what came back last.
CREATE INDEX message_bounced ON message (bounced_at) WHERE bounce IS NOT NULL;
-- Mails that nobody asked for: these few are looked for when they must not leave.
CREATE INDEX message_unasked ON message (next_at)
WHERE status = 'queued' AND (kind IN ('sequence', 'campaign') OR about ->> '$.reminder' IS NOT NULL);

-- What mail providers report, made anew: a mail may be put off as well.
CREATE TABLE provider_event_new (
  provider    TEXT NOT NULL,
  event_id    TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('delivered', 'deferred', 'hard', 'soft', 'complaint', 'unsubscribed')),
  message_id  TEXT,
  -- When it happened, as the provider says, and when it was told.
  at          INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (provider, event_id)
) STRICT, WITHOUT ROWID;

INSERT INTO provider_event_new SELECT provider, event_id, kind, message_id, at, received_at FROM provider_event;
DROP TABLE provider_event;
ALTER TABLE provider_event_new RENAME TO provider_event;
CREATE INDEX provider_event_received ON provider_event (received_at);

-- What became of the mails to people that left in an hour, by provider and kind; no person in it. A mail that the inbox
-- refused at the door counts as one that left and came back.
CREATE TABLE mail_report (
  -- As a message's, and 'reminder' for deliveries that remind.
  kind       TEXT NOT NULL,
  -- Hours since 1970, UTC.
  hour       INTEGER NOT NULL,
  provider   TEXT NOT NULL,
  sent       INTEGER NOT NULL,
  delivered  INTEGER NOT NULL,
  hard       INTEGER NOT NULL,
  soft       INTEGER NOT NULL,
  complained INTEGER NOT NULL,
  PRIMARY KEY (kind, hour, provider)
) STRICT, WITHOUT ROWID;

-- The clock asks each time whether anybody complained at all.
CREATE INDEX mail_report_complained ON mail_report (hour) WHERE complained > 0;

INSERT INTO mail_report
SELECT iif(about ->> '$.reminder' IS NULL, kind, 'reminder'), coalesce(sent_at, hard_at) / 3600000, coalesce(provider, ''),
  count(*), count(delivered_at), count(hard_at), count(soft_at), count(complained_at)
  FROM message WHERE coalesce(sent_at, hard_at) IS NOT NULL AND kind NOT IN ('notice', 'alarm') GROUP BY 1, 2, 3;

CREATE TRIGGER mail_report_count AFTER UPDATE OF sent_at, delivered_at, hard_at, soft_at, complained_at ON message
WHEN NEW.kind NOT IN ('notice', 'alarm') AND coalesce(NEW.sent_at, NEW.hard_at) IS NOT NULL AND (
  coalesce(OLD.sent_at, OLD.hard_at) IS NULL OR (OLD.delivered_at IS NULL AND NEW.delivered_at IS NOT NULL)
  OR (OLD.hard_at IS NULL AND NEW.hard_at IS NOT NULL) OR (OLD.soft_at IS NULL AND NEW.soft_at IS NOT NULL)
  OR (OLD.complained_at IS NULL AND NEW.complained_at IS NOT NULL))
BEGIN
  -- What was told before it was written down that the mail has left is counted with its leaving.
  INSERT INTO mail_report (kind, hour, provider, sent, delivered, hard, soft, complained)
  SELECT iif(NEW.about ->> '$.reminder' IS NULL, NEW.kind, 'reminder'), coalesce(NEW.sent_at, NEW.hard_at) / 3600000,
    coalesce(NEW.provider, ''), leaves,
    NEW.delivered_at IS NOT NULL AND (leaves OR OLD.delivered_at IS NULL),
    NEW.hard_at IS NOT NULL AND (leaves OR OLD.hard_at IS NULL),
    NEW.soft_at IS NOT NULL AND (leaves OR OLD.soft_at IS NULL),
    NEW.complained_at IS NOT NULL AND (leaves OR OLD.complained_at IS NULL)
    FROM (SELECT coalesce(OLD.sent_at, OLD.hard_at) IS NULL AS leaves)
   WHERE true
  ON CONFLICT DO UPDATE SET sent = sent + excluded.sent, delivered = delivered + excluded.delivered,
    hard = hard + excluded.hard, soft = soft + excluded.soft, complained = complained + excluded.complained;
END;

-- A time in which mails that nobody asked for do not leave, because too many complained; it ends when the owner says so.
CREATE TABLE mail_stop (
  since         INTEGER PRIMARY KEY,
  -- So many complained, of so many mails that had arrived.
  complained    INTEGER NOT NULL,
  arrived       INTEGER NOT NULL,
  ended_at      INTEGER,
  -- Why it goes on, in the words of whoever said so; null: the owner.
  reason        TEXT CHECK (length(reason) BETWEEN 1 AND 500),
  member_id     TEXT REFERENCES member (id),
  -- What the hour of the end had counted by then: that is judged, and not judged again.
  was_complained INTEGER NOT NULL DEFAULT 0,
  was_arrived    INTEGER NOT NULL DEFAULT 0,
  CHECK ((ended_at IS NULL) = (reason IS NULL))
) STRICT;

CREATE UNIQUE INDEX mail_stop_open ON mail_stop (ended_at IS NULL) WHERE ended_at IS NULL;
