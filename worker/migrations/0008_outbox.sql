-- How many mails left on a day (in the site's time zone): the cap of a day is judged by it.
CREATE TABLE mail_count (
  day TEXT PRIMARY KEY,
  n   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the owner must know of is raised by the very row that causes it, so that no look at the clock can miss it.
CREATE TRIGGER alarm_dead_letter AFTER UPDATE OF status ON message
WHEN NEW.status = 'dead' AND OLD.status <> 'dead' AND NEW.bounce IS NULL AND NEW.kind <> 'alarm'
BEGIN
  INSERT INTO alarm (name, since, detail) VALUES ('dead-letters', NEW.created_at, coalesce(NEW.failure, ''))
  ON CONFLICT (name) DO UPDATE SET detail = excluded.detail;
END;

CREATE TRIGGER alarm_landing_paused AFTER INSERT ON message
WHEN NEW.status = 'withheld' AND NEW.failure = 'landing-cap'
BEGIN
  INSERT OR IGNORE INTO alarm (name, since, detail)
  SELECT 'landing-paused:' || landing, NEW.created_at, landing FROM submission WHERE id = NEW.submission_id;
END;

CREATE TRIGGER alarm_webhook_failed AFTER UPDATE OF status ON webhook_call
WHEN NEW.status = 'dead' AND OLD.status <> 'dead' AND NEW.answer NOT IN ('off', 'unknown', 'HTTP 410')
BEGIN
  INSERT INTO alarm (name, since, detail)
  VALUES ('webhook-failed:' || NEW.webhook, NEW.created_at, coalesce(NEW.answer, ''))
  ON CONFLICT (name) DO UPDATE SET detail = excluded.detail;
END;

-- Alarms leave by a way of their own, however many mails wait.
CREATE INDEX message_alarm ON message (next_at) WHERE kind = 'alarm' AND status IN ('queued', 'leased');
-- The desk shows the calls that failed, and the alarms ask for them.
CREATE INDEX webhook_call_dead ON webhook_call (webhook) WHERE status = 'dead';
CREATE INDEX message_withheld ON message (submission_id) WHERE status = 'withheld' AND failure = 'landing-cap';
