-- Times are milliseconds since 1970, UTC. Identifiers are 128 bits, base64url: random, or time and then random.

-- One person, known by e-mail or else by phone, whatever the number of submissions.
-- Erasing a person empties this row and keeps it, for receipts refer to it.
CREATE TABLE lead (
  id           TEXT PRIMARY KEY CHECK (length(id) = 22),
  -- Canonical: `email:ada@example.com` or `tel:+39051555014`; never used to write to.
  identity     TEXT UNIQUE CHECK (identity GLOB 'email:?*@?*' OR identity GLOB 'tel:?*'),
  -- As last typed; this is where mails go.
  email        TEXT,
  phone        TEXT,
  given_name   TEXT,
  family_name  TEXT,
  locale       TEXT NOT NULL,
  -- Where the first and the last visit came from.
  first_source TEXT NOT NULL CHECK (json_type(first_source) = 'object'),
  last_source  TEXT NOT NULL CHECK (json_type(last_source) = 'object'),
  created_at   INTEGER NOT NULL,
  -- The last sign of life; retention counts from here.
  seen_at      INTEGER NOT NULL,
  -- When the person first pressed the button of a mail sent to this address.
  confirmed_at INTEGER,
  erased_at    INTEGER,
  CHECK (CASE WHEN erased_at IS NULL
    THEN identity IS NOT NULL AND (email IS NOT NULL OR phone IS NOT NULL)
    ELSE identity IS NULL AND email IS NULL AND phone IS NULL AND given_name IS NULL AND family_name IS NULL
  END)
) STRICT;

-- The desk lists leads by their last sign of life.
CREATE INDEX lead_seen ON lead (seen_at);

-- One accepted post of one form; a suspected bot's is quarantined and has no lead.
CREATE TABLE submission (
  id              TEXT PRIMARY KEY CHECK (length(id) = 22),
  landing         TEXT NOT NULL CHECK (landing <> ''),
  form            TEXT NOT NULL,
  -- The build of the catalog whose form was answered.
  build           TEXT NOT NULL,
  -- Checked when the batch ends, because the submission decides whether its lead is written.
  lead_id         TEXT REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
  status          TEXT NOT NULL CHECK (status IN ('accepted', 'quarantined')),
  -- Why it is in quarantine.
  suspicion       TEXT,
  answers         TEXT NOT NULL CHECK (json_type(answers) = 'object'),
  -- The purposes that were ticked.
  consents        TEXT NOT NULL CHECK (json_type(consents) = 'array'),
  -- SHA-256 of landing, identity, answers and consents: the same one again soon is the same submission.
  fingerprint     TEXT NOT NULL CHECK (length(fingerprint) = 43),
  idempotency_key TEXT,
  locale          TEXT NOT NULL,
  source          TEXT NOT NULL CHECK (json_type(source) = 'object'),
  -- The short name under which the report counts that source.
  source_label    TEXT NOT NULL,
  page_url        TEXT NOT NULL,
  at              INTEGER NOT NULL,
  -- When the button in its mail was first pressed.
  confirmed_at    INTEGER,
  CHECK ((status = 'accepted') = (lead_id IS NOT NULL)),
  CHECK ((status = 'quarantined') = (suspicion IS NOT NULL))
) STRICT;

CREATE INDEX submission_fingerprint ON submission (fingerprint, at);
CREATE UNIQUE INDEX submission_key ON submission (landing, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX submission_lead ON submission (lead_id, at);

-- The proof of one consent, given, confirmed or withdrawn; append-only.
CREATE TABLE receipt (
  id            INTEGER PRIMARY KEY,
  lead_id       TEXT NOT NULL REFERENCES lead (id),
  submission_id TEXT REFERENCES submission (id),
  purpose       TEXT NOT NULL CHECK (purpose <> ''),
  -- 1: given, or confirmed from the address itself (channel 'confirm'). 0: withdrawn.
  granted       INTEGER NOT NULL CHECK (granted IN (0, 1)),
  -- The exact words beside the tick, and their SHA-256, hexadecimal: the wording's version.
  wording       TEXT NOT NULL,
  wording_hash  TEXT NOT NULL CHECK (length(wording_hash) = 64),
  form          TEXT NOT NULL,
  build         TEXT NOT NULL,
  locale        TEXT NOT NULL,
  page_url      TEXT NOT NULL,
  channel       TEXT NOT NULL CHECK (channel IN ('form', 'confirm', 'preferences', 'one-click', 'desk', 'import', 'hook')),
  at            INTEGER NOT NULL
) STRICT;

CREATE INDEX receipt_lead ON receipt (lead_id);

CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt
BEGIN
  SELECT RAISE(ABORT, 'receipts are append-only');
END;

CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt
BEGIN
  SELECT RAISE(ABORT, 'receipts are append-only');
END;

-- INSERT OR REPLACE would otherwise delete without asking the trigger above.
CREATE TRIGGER receipt_no_replace BEFORE INSERT ON receipt
WHEN EXISTS (SELECT 1 FROM receipt WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'receipts are append-only');
END;

-- How many coupons of a magnet were issued; a quota is judged by it.
CREATE TABLE stock (
  magnet TEXT PRIMARY KEY,
  issued INTEGER NOT NULL CHECK (issued > 0)
) STRICT, WITHOUT ROWID;

-- One unique code of one lead, and its one use at the till.
CREATE TABLE coupon (
  -- Grouped for reading: PANE-7K3QX-M2WTD.
  code          TEXT PRIMARY KEY CHECK (length(code) >= 11 AND code = upper(code)),
  magnet        TEXT NOT NULL,
  lead_id       TEXT NOT NULL REFERENCES lead (id),
  submission_id TEXT NOT NULL REFERENCES submission (id),
  issued_at     INTEGER NOT NULL,
  -- Honoured from this moment, and no longer from that one.
  valid_from    INTEGER NOT NULL,
  valid_until   INTEGER NOT NULL CHECK (valid_until > valid_from),
  redeemed_at   INTEGER CHECK (redeemed_at >= valid_from AND redeemed_at < valid_until),
  -- Names the one request that redeemed it, so that its repetition is known as such.
  redemption    TEXT,
  redeemed_by   TEXT,
  shop          TEXT,
  CHECK ((redeemed_at IS NULL) = (redemption IS NULL)),
  CHECK ((redeemed_at IS NULL) = (redeemed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX coupon_lead ON coupon (lead_id, magnet);

-- The right of one lead to fetch one magnet, until it expires or is used up.
CREATE TABLE "grant" (
  id            TEXT PRIMARY KEY CHECK (length(id) = 22),
  submission_id TEXT NOT NULL REFERENCES submission (id),
  lead_id       TEXT NOT NULL REFERENCES lead (id),
  magnet        TEXT NOT NULL,
  coupon_code   TEXT REFERENCES coupon (code),
  expires_at    INTEGER NOT NULL,
  uses_left     INTEGER NOT NULL CHECK (uses_left >= 0),
  -- A press of the button opens the files until then.
  open_until    INTEGER
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX grant_submission ON "grant" (submission_id, magnet);

-- A link that opens one subject for one purpose until one time; only its hash is kept.
CREATE TABLE token (
  -- SHA-256 of the token, base64url.
  hash       TEXT PRIMARY KEY CHECK (length(hash) = 43),
  purpose    TEXT NOT NULL CHECK (purpose <> ''),
  subject_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One e-mail to one lead: the outbox. Its text is made when it leaves, from what this row refers to.
CREATE TABLE message (
  -- Also the idempotency key towards the provider.
  id            TEXT PRIMARY KEY CHECK (length(id) = 22),
  kind          TEXT NOT NULL CHECK (kind IN ('delivery', 'confirmation', 'notice', 'sequence', 'campaign')),
  lead_id       TEXT REFERENCES lead (id),
  submission_id TEXT REFERENCES submission (id),
  grant_id      TEXT REFERENCES "grant" (id),
  status        TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'leased', 'sent', 'dead')),
  attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- From when it may be taken: after its wait, or once the lease of a sender that died is over.
  next_at       INTEGER NOT NULL,
  -- Names the sender that holds it.
  lease         TEXT,
  created_at    INTEGER NOT NULL,
  sent_at       INTEGER,
  provider      TEXT,
  provider_id   TEXT,
  -- Why the last attempt failed; no address, no text.
  failure       TEXT,
  CHECK ((status = 'leased') = (lease IS NOT NULL)),
  CHECK ((status = 'sent') = (sent_at IS NOT NULL)),
  CHECK (kind <> 'delivery' OR (lead_id IS NOT NULL AND grant_id IS NOT NULL))
) STRICT;

CREATE INDEX message_due ON message (next_at) WHERE status IN ('queued', 'leased');
CREATE INDEX message_dead ON message (created_at) WHERE status = 'dead';
CREATE INDEX message_lead ON message (lead_id);

-- How often a step was taken on a day (in the site's time zone) from a source; no person in it.
CREATE TABLE step_count (
  day     TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  landing TEXT NOT NULL,
  step    TEXT NOT NULL CHECK (step IN ('view', 'start', 'submit', 'confirm', 'download', 'redeem')),
  source  TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 60),
  n       INTEGER NOT NULL CHECK (n > 0),
  PRIMARY KEY (day, landing, step, source)
) STRICT, WITHOUT ROWID;
