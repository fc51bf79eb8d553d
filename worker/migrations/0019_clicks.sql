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
