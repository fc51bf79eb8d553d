-- Where each link leads that a mailing ever bore: mails lie in inboxes for years, and their words change meanwhile.
CREATE TABLE mailing_link (
  mailing TEXT NOT NULL,
  -- The link's name in the address that a mail has for it.
  link    TEXT NOT NULL CHECK (length(link) = 7),
  href    TEXT NOT NULL,
  PRIMARY KEY (mailing, link)
) STRICT, WITHOUT ROWID;

-- When mails of a mailing began to leave after a pause, and when the last one left: whoever presses a link seconds after
-- the first of them has left is no person.
CREATE TABLE mailing_sent (
  mailing  TEXT PRIMARY KEY,
  first_at INTEGER NOT NULL,
  began_at INTEGER NOT NULL,
  last_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER mailing_sent_note AFTER UPDATE OF sent_at ON message
WHEN NEW.mailing IS NOT NULL AND OLD.sent_at IS NULL AND NEW.sent_at IS NOT NULL
BEGIN
  INSERT INTO mailing_sent (mailing, first_at, began_at, last_at)
  VALUES (NEW.mailing, NEW.sent_at, NEW.sent_at, NEW.sent_at)
  ON CONFLICT (mailing) DO UPDATE SET
    began_at = iif(excluded.last_at >= last_at + 600000, excluded.last_at, began_at),
    last_at = max(last_at, excluded.last_at);
END;

-- The key of a day, under which those are told apart who press links on it; it goes soon after the day, and with it
-- whatever could tell who they were.
CREATE TABLE press_key (
  day TEXT PRIMARY KEY CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  key TEXT NOT NULL CHECK (length(key) = 43)
) STRICT, WITHOUT ROWID;

-- A press of a link, for the half hour in which it is judged whether a person or a scanner pressed.
CREATE TABLE press (
  id         INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  -- The day of `at` in the site's time zone.
  day        TEXT NOT NULL,
  mailing    TEXT NOT NULL,
  variant    INTEGER NOT NULL CHECK (variant BETWEEN 0 AND 3),
  link       TEXT NOT NULL CHECK (length(link) = 7),
  -- Who pressed, under the day's key: the network, or the mail where its address was that mail's own.
  party      TEXT NOT NULL,
  -- The same with the program.
  caller     TEXT NOT NULL,
  -- 1: no person presses so: the link that nobody sees, or a question without an answer (HEAD).
  telling    INTEGER NOT NULL CHECK (telling IN (0, 1)),
  -- 1: so soon after the mail had left that no person can have read it.
  hasty      INTEGER NOT NULL CHECK (hasty IN (0, 1)),
  -- The mail, where its address was its own, and its person agreed to it.
  message_id TEXT,
  -- The sweep that judged it, and how.
  sweep      TEXT,
  kind       TEXT CHECK (kind IN ('person', 'scanner')),
  CHECK ((sweep IS NULL) = (kind IS NULL))
) STRICT;

CREATE INDEX press_waiting ON press (at) WHERE sweep IS NULL;
CREATE INDEX press_at ON press (at);
CREATE INDEX press_party ON press (party, at);
CREATE INDEX press_caller ON press (caller, mailing, at);
CREATE INDEX press_message ON press (message_id) WHERE message_id IS NOT NULL;

-- A program of a network that pressed as only scanners do: what else it presses within the hour is no person's.
CREATE TABLE scanner (
  caller TEXT NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (caller, at)
) STRICT, WITHOUT ROWID;

CREATE INDEX scanner_at ON scanner (at);

-- How often a link of a mailing was pressed on a day; no person in it.
CREATE TABLE click_count (
  mailing TEXT NOT NULL,
  day     TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  variant INTEGER NOT NULL CHECK (variant BETWEEN 0 AND 3),
  link    TEXT NOT NULL CHECK (length(link) = 7),
  kind    TEXT NOT NULL CHECK (kind IN ('person', 'scanner')),
  -- Presses, where those of one program of one network within ten minutes of each other are one.
  n       INTEGER NOT NULL,
  -- All of them.
  presses INTEGER NOT NULL CHECK (presses >= n),
  -- Those that were the first press of any link of the mailing: so many people pressed something.
  people  INTEGER NOT NULL CHECK (people <= n),
  PRIMARY KEY (mailing, day, variant, link, kind)
) STRICT, WITHOUT ROWID;

-- What a person who agreed to tracking pressed.
CREATE TABLE lead_press (
  lead_id  TEXT NOT NULL REFERENCES lead (id),
  mailing  TEXT NOT NULL,
  link     TEXT NOT NULL CHECK (length(link) = 7),
  first_at INTEGER NOT NULL,
  PRIMARY KEY (lead_id, mailing, link)
) STRICT, WITHOUT ROWID;

-- Whoever withdraws that consent, or is erased, leaves nothing of it behind.
CREATE TRIGGER lead_press_withdrawn AFTER INSERT ON receipt WHEN NEW.granted = 0 AND NEW.purpose = 'tracking'
BEGIN
  DELETE FROM lead_press WHERE lead_id = NEW.lead_id;
  UPDATE press SET message_id = NULL
   WHERE message_id IN (SELECT id FROM message WHERE lead_id = NEW.lead_id AND mailing IS NOT NULL);
END;

CREATE TRIGGER lead_press_erased AFTER UPDATE OF erased_at ON lead WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
  DELETE FROM lead_press WHERE lead_id = NEW.id;
  UPDATE press SET message_id = NULL
   WHERE message_id IN (SELECT id FROM message WHERE lead_id = NEW.id AND mailing IS NOT NULL);
END;

-- How often the picture was fetched on a day that all mails of a mailing share; nobody's in particular.
CREATE TABLE open_count (
  mailing TEXT NOT NULL,
  day     TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  n       INTEGER NOT NULL CHECK (n > 0),
  PRIMARY KEY (mailing, day)
) STRICT, WITHOUT ROWID;

-- The last mail of a mailing before its reader unsubscribed: that one is counted as what made them.
ALTER TABLE message ADD COLUMN unsubscribed_at INTEGER;

-- What our pages' addresses say of a mailing and its variant, as long as mails are about that say so.
CREATE TABLE mailing_source (
  medium   TEXT NOT NULL CHECK (medium IN ('campaign', 'sequence')),
  -- utm_campaign and utm_content.
  label    TEXT NOT NULL,
  content  TEXT NOT NULL,
  mailing  TEXT NOT NULL,
  variant  INTEGER NOT NULL CHECK (variant BETWEEN 0 AND 3),
  PRIMARY KEY (medium, label, content)
) STRICT, WITHOUT ROWID;

-- What became of a mailing, day by day (days since 1970, UTC), and what its readers did then; no person in it, so that it
-- outlives the mails. What a provider reports counts for the day on which the mail left.
CREATE TABLE mailing_count (
  mailing      TEXT NOT NULL,
  variant      INTEGER NOT NULL CHECK (variant BETWEEN 0 AND 3),
  day          INTEGER NOT NULL,
  sent         INTEGER NOT NULL DEFAULT 0,
  delivered    INTEGER NOT NULL DEFAULT 0,
  deferred     INTEGER NOT NULL DEFAULT 0,
  hard         INTEGER NOT NULL DEFAULT 0,
  soft         INTEGER NOT NULL DEFAULT 0,
  complained   INTEGER NOT NULL DEFAULT 0,
  unsubscribed INTEGER NOT NULL DEFAULT 0,
  landed       INTEGER NOT NULL DEFAULT 0,
  submitted    INTEGER NOT NULL DEFAULT 0,
  confirmed    INTEGER NOT NULL DEFAULT 0,
  downloaded   INTEGER NOT NULL DEFAULT 0,
  redeemed     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (mailing, variant, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX mailing_count_day ON mailing_count (day);

CREATE TRIGGER mailing_count_mails
AFTER UPDATE OF sent_at, delivered_at, deferred_at, hard_at, soft_at, complained_at, unsubscribed_at ON message
WHEN NEW.mailing IS NOT NULL AND coalesce(NEW.sent_at, NEW.hard_at) IS NOT NULL
BEGIN
  -- What was told before it was written down that the mail has left is counted with its leaving.
  INSERT INTO mailing_count (mailing, variant, day, sent, delivered, deferred, hard, soft, complained, unsubscribed)
  SELECT NEW.mailing, coalesce(NEW.variant, 0), coalesce(NEW.sent_at, NEW.hard_at) / 86400000, leaves,
    NEW.delivered_at IS NOT NULL AND (leaves OR OLD.delivered_at IS NULL),
    NEW.deferred_at IS NOT NULL AND (leaves OR OLD.deferred_at IS NULL),
    NEW.hard_at IS NOT NULL AND (leaves OR OLD.hard_at IS NULL),
    NEW.soft_at IS NOT NULL AND (leaves OR OLD.soft_at IS NULL),
    NEW.complained_at IS NOT NULL AND (leaves OR OLD.complained_at IS NULL),
    NEW.unsubscribed_at IS NOT NULL AND (leaves OR OLD.unsubscribed_at IS NULL)
    FROM (SELECT coalesce(OLD.sent_at, OLD.hard_at) IS NULL AS leaves)
   WHERE true
  ON CONFLICT DO UPDATE SET sent = sent + excluded.sent, delivered = delivered + excluded.delivered,
    deferred = deferred + excluded.deferred, hard = hard + excluded.hard, soft = soft + excluded.soft,
    complained = complained + excluded.complained, unsubscribed = unsubscribed + excluded.unsubscribed;
END;

-- Whoever stops all mails stops them for the last that came within a month; whoever takes back one consent, too.
CREATE TRIGGER message_stopped AFTER INSERT ON suppression WHEN NEW.reason = 'unsubscribed'
BEGIN
  UPDATE message SET unsubscribed_at = NEW.at
   WHERE unsubscribed_at IS NULL AND id = (
     SELECT id FROM message WHERE inbox = NEW.inbox AND mailing IS NOT NULL AND sent_at > NEW.at - 2592000000
      ORDER BY sent_at DESC LIMIT 1);
END;

CREATE TRIGGER message_withdrawn AFTER INSERT ON receipt
WHEN NEW.granted = 0 AND NEW.channel IN ('preferences', 'one-click') AND NEW.purpose <> 'tracking'
BEGIN
  UPDATE message SET unsubscribed_at = NEW.at
   WHERE unsubscribed_at IS NULL AND id = (
     SELECT id FROM message WHERE lead_id = NEW.lead_id AND mailing IS NOT NULL AND sent_at > NEW.at - 2592000000
      ORDER BY sent_at DESC LIMIT 1);
END;

-- What readers did after they had landed; which mail led them there stands in the source of what they sent.
CREATE VIEW submission_mailing AS
SELECT submission.id AS submission_id, mailing_source.mailing, mailing_source.variant
  FROM submission JOIN mailing_source
    ON mailing_source.medium = submission.source ->> '$.utm_medium'
   AND mailing_source.label = submission.source ->> '$.utm_campaign'
   AND mailing_source.content = submission.source ->> '$.utm_content'
 WHERE submission.source ->> '$.utm_source' = 'email';

CREATE TRIGGER mailing_count_submitted AFTER INSERT ON submission
WHEN NEW.status = 'accepted' AND NEW.source ->> '$.utm_source' = 'email'
BEGIN
  INSERT INTO mailing_count (mailing, variant, day, submitted, confirmed)
  SELECT mailing, variant, NEW.at / 86400000, 1, NEW.confirmed_at IS NOT NULL FROM submission_mailing
   WHERE submission_id = NEW.id
  ON CONFLICT DO UPDATE SET submitted = submitted + 1, confirmed = confirmed + excluded.confirmed;
END;

CREATE TRIGGER mailing_count_released AFTER UPDATE OF status ON submission
WHEN NEW.status = 'accepted' AND OLD.status <> 'accepted' AND NEW.source ->> '$.utm_source' = 'email'
BEGIN
  INSERT INTO mailing_count (mailing, variant, day, submitted)
  SELECT mailing, variant, NEW.at / 86400000, 1 FROM submission_mailing WHERE submission_id = NEW.id
  ON CONFLICT DO UPDATE SET submitted = submitted + 1;
END;

-- A coupon is fetched by the press that confirms: its page shows it.
CREATE TRIGGER mailing_count_confirmed AFTER UPDATE OF confirmed_at ON submission
WHEN NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL AND NEW.source ->> '$.utm_source' = 'email'
BEGIN
  INSERT INTO mailing_count (mailing, variant, day, confirmed, downloaded)
  SELECT mailing, variant, NEW.confirmed_at / 86400000, 1,
    EXISTS (SELECT 1 FROM "grant" WHERE submission_id = NEW.id AND coupon_code IS NOT NULL)
    FROM submission_mailing WHERE submission_id = NEW.id
  ON CONFLICT DO UPDATE SET confirmed = confirmed + 1, downloaded = downloaded + excluded.downloaded;
END;

-- Opened for the first time, and so for an hour from then.
CREATE TRIGGER mailing_count_downloaded AFTER UPDATE OF open_until ON "grant"
WHEN NEW.open_until IS NOT NULL AND OLD.open_until IS NULL
BEGIN
  INSERT INTO mailing_count (mailing, variant, day, downloaded)
  SELECT mailing, variant, (NEW.open_until - 3600000) / 86400000, 1 FROM submission_mailing
   WHERE submission_id = NEW.submission_id
  ON CONFLICT DO UPDATE SET downloaded = downloaded + 1;
END;

CREATE TRIGGER mailing_count_redeemed AFTER UPDATE OF redeemed_at ON coupon
WHEN (NEW.redeemed_at IS NULL) <> (OLD.redeemed_at IS NULL) AND NEW.submission_id IS NOT NULL
BEGIN
  INSERT INTO mailing_count (mailing, variant, day, redeemed)
  SELECT mailing, variant, coalesce(NEW.redeemed_at, OLD.redeemed_at) / 86400000,
    iif(NEW.redeemed_at IS NULL, -1, 1) FROM submission_mailing WHERE submission_id = NEW.submission_id
  ON CONFLICT DO UPDATE SET redeemed = redeemed + excluded.redeemed;
END;
