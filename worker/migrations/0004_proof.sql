-- Where a post came from, as a keyed hash of the network's address: enough to count by. Emptied when retention says so.
ALTER TABLE submission ADD COLUMN network TEXT CHECK (length(network) = 43);
-- The family of the browser that sent it, for the proof of consent.
ALTER TABLE submission ADD COLUMN agent TEXT;
-- What a post in quarantine becomes when it is released (JSON); the words beside its ticks are in here.
ALTER TABLE submission ADD COLUMN held TEXT CHECK (held IS NULL OR json_type(held) = 'object');

CREATE INDEX submission_network ON submission (network, at) WHERE network IS NOT NULL;

-- Whether the address belongs to a service of throw-away addresses; null until it was looked up.
ALTER TABLE lead ADD COLUMN disposable INTEGER CHECK (disposable IN (0, 1));

-- Keyed hash of the inbox that claimed it: however an address is written, it is one person's.
ALTER TABLE coupon ADD COLUMN inbox TEXT CHECK (length(inbox) = 43);

CREATE INDEX coupon_inbox ON coupon (inbox, magnet) WHERE inbox IS NOT NULL;

-- SHA-256, hexadecimal, of the form as it was asked; older receipts have none.
ALTER TABLE receipt ADD COLUMN form_hash TEXT CHECK (length(form_hash) = 64);
-- The mail whose button confirmed the consent.
ALTER TABLE receipt ADD COLUMN message_id TEXT;

-- The chain over the receipts: each link is the hash of the link before it and of one receipt, word by word.
CREATE TABLE seal (
  receipt_id INTEGER PRIMARY KEY REFERENCES receipt (id),
  -- SHA-256, base64url.
  hash       TEXT NOT NULL CHECK (length(hash) = 43)
) STRICT;

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN
  SELECT RAISE(ABORT, 'seals are append-only');
END;

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN
  SELECT RAISE(ABORT, 'seals are append-only');
END;

CREATE TRIGGER seal_in_order BEFORE INSERT ON seal
WHEN NEW.receipt_id <= (SELECT max(receipt_id) FROM seal)
BEGIN
  SELECT RAISE(ABORT, 'seals are append-only');
END;

-- A landing's page and form as one build had them, kept when the first receipt names them: what people saw.
CREATE TABLE page_copy (
  build   TEXT NOT NULL,
  landing TEXT NOT NULL,
  -- SHA-256 of the page, hexadecimal.
  hash    TEXT NOT NULL CHECK (length(hash) = 64),
  -- The page, gzip.
  html    BLOB NOT NULL,
  -- The form with its consents, as the catalog had it.
  form    TEXT NOT NULL CHECK (json_type(form) = 'object'),
  at      INTEGER NOT NULL,
  PRIMARY KEY (build, landing)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER page_copy_no_update BEFORE UPDATE ON page_copy
BEGIN
  SELECT RAISE(ABORT, 'copies of pages are kept as they are');
END;

CREATE TRIGGER page_copy_no_delete BEFORE DELETE ON page_copy
BEGIN
  SELECT RAISE(ABORT, 'copies of pages are kept as they are');
END;

-- Inboxes that must not be written to, known by a keyed hash alone: nobody can be found by it, and nobody comes back
-- by an import. 'bounce' and 'complaint' stop every mail; 'unsubscribed' and 'erased' all that was not asked for.
CREATE TABLE suppression (
  inbox  TEXT PRIMARY KEY CHECK (length(inbox) = 43),
  reason TEXT NOT NULL CHECK (reason IN ('bounce', 'complaint', 'unsubscribed', 'erased', 'owner')),
  at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The outbox, made anew: more kinds of mail, caps for each inbox, and what became of a mail after it left.
CREATE TABLE message_new (
  -- Also the idempotency key towards the provider.
  id            TEXT PRIMARY KEY CHECK (length(id) = 22),
  kind          TEXT NOT NULL CHECK (kind IN
    ('delivery', 'confirmation', 'copy', 'erasure', 'notice', 'alarm', 'sequence', 'campaign')),
  lead_id       TEXT REFERENCES lead (id),
  submission_id TEXT REFERENCES submission (id),
  grant_id      TEXT REFERENCES "grant" (id),
  -- Whom of the business a notice or an alarm goes to; all else goes to the lead.
  recipient     TEXT,
  -- What an alarm is about (JSON); other mails are made from the rows they refer to.
  about         TEXT CHECK (about IS NULL OR json_type(about) = 'object'),
  -- Keyed hash of the inbox, whatever way its address is written: caps count by it.
  inbox         TEXT CHECK (length(inbox) = 43),
  -- 'withheld': a cap or a suppression keeps it back.
  status        TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'leased', 'sent', 'dead', 'withheld')),
  attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- When it may leave at the earliest, as the caps have it.
  first_at      INTEGER NOT NULL DEFAULT 0,
  -- From when it may be taken: after its wait, or once the lease of a sender that died is over.
  next_at       INTEGER NOT NULL,
  -- Names the sender that holds it.
  lease         TEXT,
  created_at    INTEGER NOT NULL,
  sent_at       INTEGER,
  provider      TEXT,
  provider_id   TEXT,
  -- Why the last attempt failed, or why it is withheld; no address, no text.
  failure       TEXT,
  -- What its provider reported.
  delivered_at  INTEGER,
  bounce        TEXT CHECK (bounce IN ('hard', 'soft', 'complaint')),
  bounced_at    INTEGER,
  CHECK ((status = 'leased') = (lease IS NOT NULL)),
  CHECK ((status = 'sent') = (sent_at IS NOT NULL)),
  CHECK ((bounce IS NULL) = (bounced_at IS NULL)),
  CHECK (kind <> 'delivery' OR (lead_id IS NOT NULL AND grant_id IS NOT NULL)),
  CHECK ((kind IN ('notice', 'alarm')) >= (recipient IS NOT NULL))
) STRICT;

INSERT INTO message_new (id, kind, lead_id, submission_id, grant_id, status, attempts, first_at, next_at, lease,
  created_at, sent_at, provider, provider_id, failure)
SELECT id, kind, lead_id, submission_id, grant_id, status, attempts, created_at, next_at, lease,
  created_at, sent_at, provider, provider_id, failure FROM message;

DROP TABLE message;
ALTER TABLE message_new RENAME TO message;

CREATE INDEX message_due ON message (next_at) WHERE status IN ('queued', 'leased');
CREATE INDEX message_dead ON message (created_at) WHERE status IN ('dead', 'withheld');
CREATE INDEX message_lead ON message (lead_id);
CREATE INDEX message_inbox ON message (inbox, first_at) WHERE inbox IS NOT NULL;
CREATE INDEX message_provider ON message (provider_id) WHERE provider_id IS NOT NULL;

-- Mails to people who have not proved their address, by landing and hour, less those who have since: the cap of a landing.
CREATE TABLE unproved (
  landing TEXT NOT NULL,
  -- Hours since 1970, UTC.
  hour    INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (landing, hour)
) STRICT, WITHOUT ROWID;

-- What mail providers report, each event once.
CREATE TABLE provider_event (
  provider    TEXT NOT NULL,
  event_id    TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('delivered', 'hard', 'soft', 'complaint', 'unsubscribed')),
  message_id  TEXT,
  -- When it happened, as the provider says, and when it was told.
  at          INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (provider, event_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX provider_event_received ON provider_event (received_at);

-- One event to be told to one webhook of the owner's; its text is made when it leaves.
CREATE TABLE webhook_call (
  -- The receiver's webhook-id.
  id            TEXT PRIMARY KEY CHECK (length(id) = 22),
  -- The webhook's name in site.yaml.
  webhook       TEXT NOT NULL,
  event         TEXT NOT NULL CHECK (event IN ('submission', 'confirm', 'redeem', 'unsubscribe', 'erase')),
  submission_id TEXT REFERENCES submission (id),
  lead_id       TEXT REFERENCES lead (id),
  status        TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'leased', 'sent', 'dead')),
  attempts      INTEGER NOT NULL DEFAULT 0,
  next_at       INTEGER NOT NULL,
  lease         TEXT,
  created_at    INTEGER NOT NULL,
  sent_at       INTEGER,
  -- What the receiver answered last: a status, or the name of the failure.
  answer        TEXT,
  CHECK ((status = 'leased') = (lease IS NOT NULL))
) STRICT;

CREATE INDEX webhook_call_due ON webhook_call (next_at) WHERE status IN ('queued', 'leased');
CREATE INDEX webhook_call_ended ON webhook_call (created_at);

-- A webhook that is told nothing any more, since its receiver said so (410).
CREATE TABLE webhook_off (
  webhook TEXT PRIMARY KEY,
  url     TEXT NOT NULL,
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the owner must know of; gone when it is over.
CREATE TABLE alarm (
  name    TEXT PRIMARY KEY,
  since   INTEGER NOT NULL,
  -- When it was last told by mail.
  told_at INTEGER,
  -- What it is about, for people: a provider's answer, a landing's name.
  detail  TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- When the clock last did a piece of work that is due once a day.
CREATE TABLE job (
  name   TEXT PRIMARY KEY,
  day    TEXT NOT NULL,
  ran_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was deleted on a day because its time was over.
CREATE TABLE purge (
  day  TEXT NOT NULL,
  kind TEXT NOT NULL,
  n    INTEGER NOT NULL,
  PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;
