-- Coupons printed in advance have no lead: the table is made anew, with all that a till and the desk may do to one.
-- Rows go back into a table of the same name, so that the grants that refer to them find them again.
PRAGMA defer_foreign_keys = true;

CREATE TABLE coupon_kept AS SELECT * FROM coupon;
DROP TABLE coupon;

-- Codes printed in advance for a stand or a partner.
CREATE TABLE batch (
  id          TEXT PRIMARY KEY CHECK (length(id) = 22),
  magnet      TEXT NOT NULL,
  -- What the owner calls it, and the source that reports count its codes under.
  title       TEXT NOT NULL CHECK (title <> ''),
  source      TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 60),
  size        INTEGER NOT NULL CHECK (size BETWEEN 1 AND 5000),
  created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One unique code, of one lead or printed, and its one use at the till.
CREATE TABLE coupon (
  -- Grouped for reading: PANE-7K3QX-M2WTD.
  code          TEXT PRIMARY KEY CHECK (length(code) >= 11 AND code = upper(code)),
  magnet        TEXT NOT NULL,
  lead_id       TEXT REFERENCES lead (id),
  submission_id TEXT REFERENCES submission (id),
  batch_id      TEXT REFERENCES batch (id),
  -- Keyed hashes of the inbox and the telephone that claimed it: however they are written, they are one person's.
  inbox         TEXT CHECK (length(inbox) = 43),
  phone         TEXT CHECK (length(phone) = 43),
  issued_at     INTEGER NOT NULL,
  -- Honoured from this moment, and no longer from that one.
  valid_from    INTEGER NOT NULL,
  valid_until   INTEGER NOT NULL CHECK (valid_until > valid_from),
  -- The owner took it back, and the code given in its place, where one was.
  voided_at     INTEGER,
  replaced_by   TEXT,
  redeemed_at   INTEGER CHECK (redeemed_at >= valid_from AND redeemed_at < valid_until),
  -- Names the one request that redeemed it, so that its repetition is known as such.
  redemption    TEXT,
  -- 'owner', or the till that did.
  redeemed_by   TEXT,
  shop          TEXT,
  -- What the receipt came to, in cents, where the till was told.
  amount        INTEGER CHECK (amount >= 0),
  CHECK ((lead_id IS NULL) = (submission_id IS NULL)),
  CHECK ((lead_id IS NULL) = (batch_id IS NOT NULL)),
  CHECK ((redeemed_at IS NULL) = (redemption IS NULL)),
  CHECK ((redeemed_at IS NULL) = (redeemed_by IS NULL)),
  CHECK (redeemed_at IS NULL OR voided_at IS NULL),
  CHECK (replaced_by IS NULL OR voided_at IS NOT NULL)
) STRICT, WITHOUT ROWID;

INSERT INTO coupon (code, magnet, lead_id, submission_id, inbox, issued_at, valid_from, valid_until, redeemed_at,
  redemption, redeemed_by, shop)
SELECT code, magnet, lead_id, submission_id, inbox, issued_at, valid_from, valid_until, redeemed_at,
  redemption, redeemed_by, shop FROM coupon_kept;
DROP TABLE coupon_kept;

CREATE INDEX coupon_lead ON coupon (lead_id, magnet) WHERE lead_id IS NOT NULL;
CREATE INDEX coupon_inbox ON coupon (inbox, magnet) WHERE inbox IS NOT NULL;
CREATE INDEX coupon_phone ON coupon (phone, magnet) WHERE phone IS NOT NULL;
-- The desk lists coupons by their issue, by their end while they are open, by their use, by their taking back, and those
-- of a batch together; what it counts stands in the index.
CREATE INDEX coupon_issued ON coupon (issued_at, code, magnet);
CREATE INDEX coupon_open ON coupon (valid_until, code, magnet, redeemed_at, voided_at)
  WHERE redeemed_at IS NULL AND voided_at IS NULL;
CREATE INDEX coupon_redeemed ON coupon (redeemed_at, code, magnet, shop, amount, redeemed_by, submission_id)
  WHERE redeemed_at IS NOT NULL;
CREATE INDEX coupon_voided ON coupon (voided_at, code, magnet) WHERE voided_at IS NOT NULL;
CREATE INDEX coupon_batch ON coupon (batch_id, redeemed_at, voided_at) WHERE batch_id IS NOT NULL;

-- What the owner did to a coupon: its row says how it stands, this how it came to.
CREATE TABLE coupon_act (
  code TEXT NOT NULL REFERENCES coupon (code),
  at   INTEGER NOT NULL,
  act  TEXT NOT NULL CHECK (act IN ('voided', 'replaced', 'extended')),
  -- The code given in its place; the moment at which it ended before.
  note TEXT CHECK (length(note) <= 40),
  -- The owner's, in their own words.
  reason TEXT CHECK (length(reason) <= 200),
  PRIMARY KEY (code, at, act)
) STRICT, WITHOUT ROWID;

-- Which of a submission's grants it is, from 0; links and mails name the first.
ALTER TABLE "grant" ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
-- Reminders go through the grants of a magnet, or through its open coupons, in the order of their ends, each once: as
-- far as this.
CREATE INDEX grant_ends ON "grant" (magnet, expires_at) WHERE coupon_code IS NULL;
CREATE INDEX coupon_ends ON coupon (magnet, valid_until)
  WHERE lead_id IS NOT NULL AND redeemed_at IS NULL AND voided_at IS NULL;
CREATE TABLE reminder (
  magnet  TEXT PRIMARY KEY,
  ends_at INTEGER NOT NULL,
  -- The grant, or the code.
  subject TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The row without a magnet holds the moment since when a first mail says that such a second one may follow.
INSERT INTO reminder (magnet, ends_at, subject) VALUES ('', unixepoch() * 1000, '');
-- A reminder is a second mail of kind 'delivery' that says so in `about`; there is never a third.
CREATE UNIQUE INDEX message_reminder ON message (grant_id) WHERE about ->> '$.reminder' IS NOT NULL;

-- A device at the till of a shop, signed in once.
CREATE TABLE till (
  id         TEXT PRIMARY KEY CHECK (length(id) = 22),
  name       TEXT NOT NULL CHECK (name <> ''),
  -- A shop of site.yaml, by name.
  shop       TEXT NOT NULL,
  -- SHA-256 of what its cookie holds, base64url.
  secret     TEXT NOT NULL UNIQUE CHECK (length(secret) = 43),
  created_at INTEGER NOT NULL,
  -- Its last contact: what it did without reception was done after this.
  seen_at    INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

-- A way to sign in a device: a QR code of the desk, once and for minutes, or the PIN of a shop until it is changed.
CREATE TABLE till_key (
  -- 'invite': SHA-256 of a token. 'pin': keyed hash of shop and PIN.
  hash       TEXT PRIMARY KEY CHECK (length(hash) = 43),
  kind       TEXT NOT NULL CHECK (kind IN ('invite', 'pin')),
  shop       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was tried with a code: at a till, or by strangers. Caps count by it, and the desk shows it.
CREATE TABLE scan (
  id      TEXT PRIMARY KEY CHECK (length(id) = 22),
  at      INTEGER NOT NULL,
  till_id TEXT REFERENCES till (id),
  -- Keyed hash of the network.
  network TEXT CHECK (length(network) = 43),
  -- Null where no coupon has it.
  code    TEXT,
  -- The shop whose PIN was tried.
  shop    TEXT,
  -- 'clock': done without reception at a moment that cannot be true. 'pin': a PIN that was tried; the right ones go.
  outcome TEXT NOT NULL CHECK (outcome IN
    ('redeemed', 'undone', 'used', 'expired', 'early', 'hours', 'shop', 'void', 'unknown', 'forged', 'clock', 'pin')),
  -- 1: done without reception, and settled later than `at`; with any outcome but 'redeemed', a conflict to look at.
  offline INTEGER NOT NULL DEFAULT 0 CHECK (offline IN (0, 1)),
  -- When the owner has looked at the conflict.
  seen_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX scan_till ON scan (till_id, at) WHERE till_id IS NOT NULL;
CREATE INDEX scan_code ON scan (code, at) WHERE code IS NOT NULL;
CREATE INDEX scan_network ON scan (network, at) WHERE network IS NOT NULL;
CREATE INDEX scan_pin ON scan (at, shop) WHERE outcome = 'pin';
CREATE INDEX scan_conflict ON scan (at) WHERE offline = 1 AND outcome <> 'redeemed' AND outcome <> 'undone' AND seen_at IS NULL;

DROP TABLE intake;

-- What one accepted post brings. One INSERT into `intake` writes a submission and all that follows from it, or, where
-- it is there already or no coupon is left, nothing: one statement costs the database a third of ten. The table itself
-- stays empty. (It would be a view, if exports of D1 could be read in again with triggers on views.)
CREATE TABLE intake (
  -- The submission, and the lead it makes unless the person is known.
  id, lead_id, landing, form, form_hash, build, locale, at, day,
  page_url, agent, idempotency_key, fingerprint, answers,
  source, source_label,
  -- 1: a post that was in quarantine comes out of it.
  released,
  -- The person.
  identity, email, phone, given_name, family_name,
  -- Why it is suspected, its network, and how many posts of one network are taken in a minute and in an hour as a
  -- person's; above the last number none is stored.
  suspicion, network, a_minute, an_hour, at_most,
  -- Lists, as JSON: consents {purpose, wording, wordingHash, version}; tokens {hash, purpose, subject, expires};
  -- notices {id, recipient}; webhooks {id, webhook}.
  consents, tokens, notices, webhooks,
  -- The grants, as JSON: {id, magnet, expires, uses}; the first is the one that links and mails name.
  grants,
  -- The one grant as Workers told of it before this migration: one of them may still be at work while it runs.
  grant_id, magnet, grant_expires, uses,
  -- The coupon behind one of them.
  code, coupon_magnet, coupon_inbox, coupon_phone, quota, per_person, valid_from, valid_until,
  -- The mail and its caps: the least span between two mails to one inbox, how many a day and in thirty days, for
  -- people who have not proved their address (and, after `proved_`, for those who have), and how many such an hour.
  message_id, message_kind, lease, lease_until, inbox,
  spacing, a_day, a_month, proved_spacing, proved_a_day, unproved_an_hour,
  -- 1: the mail goes out although the post is in quarantine, for its button is the proof that a person wrote.
  mails_suspects
);

CREATE TRIGGER intake_insert BEFORE INSERT ON intake
BEGIN
  -- This one decides: all that follow do nothing unless it has written.
  INSERT INTO submission (
    id, landing, form, build, lead_id, status, suspicion, held, answers, consents, fingerprint, idempotency_key,
    locale, source, source_label, page_url, agent, network, at
  )
  SELECT NEW.id, NEW.landing, NEW.form, NEW.build,
    iif(judged.suspicion IS NULL, coalesce((SELECT lead.id FROM lead WHERE identity = NEW.identity), NEW.lead_id), NULL),
    iif(judged.suspicion IS NULL, 'accepted', 'quarantined'), judged.suspicion,
    iif(judged.suspicion IS NULL, NULL, json_object(
      'person', json_object('identity', NEW.identity, 'email', NEW.email, 'phone', NEW.phone,
        'givenName', NEW.given_name, 'familyName', NEW.family_name),
      'consents', json(NEW.consents), 'formHash', NEW.form_hash)),
    NEW.answers,
    (SELECT json_group_array(given.value ->> 'purpose') FROM json_each(NEW.consents) AS given),
    NEW.fingerprint, NEW.idempotency_key, NEW.locale, NEW.source, NEW.source_label, NEW.page_url, NEW.agent,
    NEW.network, NEW.at
  FROM (
    SELECT coalesce(NEW.suspicion, CASE
      WHEN NEW.network IS NULL OR NEW.released = 1 THEN NULL
      WHEN (SELECT count(*) FROM submission WHERE network = NEW.network AND at > NEW.at - 60000) >= NEW.a_minute
        OR (SELECT count(*) FROM submission WHERE network = NEW.network AND at > NEW.at - 3600000) >= NEW.an_hour
      THEN 'network' END) AS suspicion
  ) AS judged
  WHERE (NEW.network IS NULL
      OR (SELECT count(*) FROM submission WHERE network = NEW.network AND at > NEW.at - 3600000) < NEW.at_most)
    AND NOT EXISTS (
      SELECT 1 FROM submission
       WHERE landing = NEW.landing AND idempotency_key = NEW.idempotency_key AND NOT (NEW.released AND id = NEW.id))
    AND NOT EXISTS (
      SELECT 1 FROM submission
       WHERE fingerprint = NEW.fingerprint AND at > NEW.at - 600000 AND NOT (NEW.released AND id = NEW.id))
    AND (NEW.quota IS NULL OR judged.suspicion IS NOT NULL
      OR coalesce((SELECT issued FROM stock WHERE stock.magnet = coalesce(NEW.coupon_magnet, NEW.magnet)), 0) < NEW.quota
      OR EXISTS (
        SELECT 1 FROM coupon JOIN lead ON lead.id = coupon.lead_id
         WHERE lead.identity = NEW.identity AND coupon.magnet = coalesce(NEW.coupon_magnet, NEW.magnet))
      OR EXISTS (SELECT 1 FROM coupon WHERE coupon.inbox = NEW.coupon_inbox AND coupon.magnet = coalesce(NEW.coupon_magnet, NEW.magnet))
      OR EXISTS (SELECT 1 FROM coupon WHERE coupon.phone = NEW.coupon_phone AND coupon.magnet = coalesce(NEW.coupon_magnet, NEW.magnet)))
  ON CONFLICT (id) DO UPDATE SET
    status = excluded.status, suspicion = excluded.suspicion, lead_id = excluded.lead_id, held = excluded.held
    WHERE NEW.released = 1 AND submission.status = 'quarantined' AND excluded.status = 'accepted';

  INSERT INTO lead (
    id, identity, email, phone, given_name, family_name, locale, first_source, last_source, created_at, seen_at
  )
  SELECT submission.lead_id, NEW.identity, NEW.email, NEW.phone, NEW.given_name, NEW.family_name, NEW.locale,
    json_set(NEW.source, '$.landing', NEW.landing, '$.at', submission.at),
    json_set(NEW.source, '$.landing', NEW.landing, '$.at', submission.at), NEW.at, NEW.at
    FROM submission WHERE submission.id = NEW.id AND submission.status = 'accepted'
  ON CONFLICT (identity) DO UPDATE SET
    email = coalesce(excluded.email, email),
    phone = coalesce(excluded.phone, phone),
    given_name = coalesce(excluded.given_name, given_name),
    family_name = coalesce(excluded.family_name, family_name),
    locale = excluded.locale,
    last_source = excluded.last_source,
    seen_at = max(seen_at, excluded.seen_at);

  INSERT INTO receipt (
    lead_id, submission_id, purpose, granted, wording, wording_hash, version, form, form_hash, build, locale, page_url,
    channel, at
  )
  SELECT submission.lead_id, submission.id, given.value ->> 'purpose', 1, given.value ->> 'wording',
    given.value ->> 'wordingHash', given.value ->> 'version', NEW.form, NEW.form_hash, NEW.build, NEW.locale,
    NEW.page_url, 'form', submission.at
    FROM submission, json_each(NEW.consents) AS given
   WHERE submission.id = NEW.id AND submission.status = 'accepted';

  INSERT INTO coupon (code, magnet, lead_id, inbox, phone, submission_id, issued_at, valid_from, valid_until)
  SELECT NEW.code, coalesce(NEW.coupon_magnet, NEW.magnet), submission.lead_id, NEW.coupon_inbox, NEW.coupon_phone, submission.id, NEW.at,
    NEW.valid_from, NEW.valid_until
    FROM submission
   WHERE NEW.code IS NOT NULL AND submission.id = NEW.id AND submission.status = 'accepted'
     -- One that was given anew counts once: the code that it took the place of is void.
     AND (SELECT count(*) FROM coupon
           WHERE coupon.magnet = coalesce(NEW.coupon_magnet, NEW.magnet) AND coupon.replaced_by IS NULL
             AND (coupon.lead_id = submission.lead_id OR coupon.inbox = NEW.coupon_inbox
               OR coupon.phone = NEW.coupon_phone)) < NEW.per_person
     AND (NEW.quota IS NULL
       OR coalesce((SELECT issued FROM stock WHERE stock.magnet = coalesce(NEW.coupon_magnet, NEW.magnet)), 0) < NEW.quota);

  INSERT INTO stock (magnet, issued) SELECT coupon.magnet, 1 FROM coupon WHERE coupon.code = NEW.code
  ON CONFLICT (magnet) DO UPDATE SET issued = issued + 1;

  INSERT INTO "grant" (id, place, submission_id, lead_id, magnet, coupon_code, expires_at, uses_left)
  SELECT given.value ->> 'id', given.key, submission.id, submission.lead_id, given.value ->> 'magnet',
    (SELECT coupon.code FROM coupon
      WHERE NEW.code IS NOT NULL AND coupon.magnet = coalesce(NEW.coupon_magnet, NEW.magnet) AND coupon.magnet = given.value ->> 'magnet'
        AND (coupon.lead_id = submission.lead_id OR coupon.inbox = NEW.coupon_inbox
          OR coupon.phone = NEW.coupon_phone)
      ORDER BY voided_at IS NULL DESC, issued_at DESC LIMIT 1),
    given.value ->> 'expires', given.value ->> 'uses'
    FROM submission, json_each(coalesce(NEW.grants, iif(NEW.grant_id IS NULL, '[]', json_array(json_object(
      'id', NEW.grant_id, 'magnet', NEW.magnet, 'expires', NEW.grant_expires, 'uses', NEW.uses))))) AS given
   WHERE submission.id = NEW.id AND submission.status = 'accepted';

  INSERT INTO token (hash, purpose, subject_id, expires_at)
  SELECT made.value ->> 'hash', made.value ->> 'purpose', made.value ->> 'subject', made.value ->> 'expires'
    FROM submission, json_each(NEW.tokens) AS made
   WHERE submission.id = NEW.id AND (submission.status = 'accepted' OR NEW.mails_suspects = 1);

  INSERT INTO message (
    id, kind, lead_id, submission_id, grant_id, inbox, status, attempts, lease, first_at, next_at, created_at, failure
  )
  SELECT NEW.message_id, NEW.message_kind, capped.lead_id, NEW.id,
    iif(NEW.message_kind = 'delivery', coalesce(NEW.grants ->> '$[0].id', NEW.grant_id), NULL), NEW.inbox,
    CASE WHEN capped.reason IS NOT NULL THEN 'withheld' WHEN taken THEN 'leased' ELSE 'queued' END,
    taken, iif(taken, NEW.lease, NULL), capped.first_at, iif(taken, NEW.lease_until, capped.first_at), NEW.at,
    capped.reason
    FROM (
      SELECT spaced.lead_id, spaced.first_at, spaced.reason,
        spaced.reason IS NULL AND spaced.first_at <= NEW.at AND NEW.lease IS NOT NULL AS taken
        FROM (
          SELECT submission.lead_id,
            max(NEW.at, coalesce((
              SELECT max(earlier.first_at) FROM message AS earlier
               WHERE earlier.inbox = NEW.inbox AND earlier.status <> 'withheld'
            ) + iif(lead.confirmed_at IS NULL, NEW.spacing, NEW.proved_spacing), 0)) AS first_at,
            CASE
              WHEN EXISTS (
                SELECT 1 FROM suppression
                 WHERE suppression.inbox = NEW.inbox AND suppression.reason IN ('bounce', 'complaint', 'owner'))
              THEN 'suppressed'
              WHEN (
                SELECT count(*) FROM message AS earlier
                 WHERE earlier.inbox = NEW.inbox AND earlier.first_at > NEW.at - 86400000 AND earlier.status <> 'withheld'
              ) >= iif(lead.confirmed_at IS NULL, NEW.a_day, NEW.proved_a_day)
              OR (lead.confirmed_at IS NULL AND (
                SELECT count(*) FROM message AS earlier
                 WHERE earlier.inbox = NEW.inbox AND earlier.first_at > NEW.at - 2592000000
                   AND earlier.status <> 'withheld') >= NEW.a_month)
              THEN 'inbox-cap'
              WHEN lead.confirmed_at IS NULL AND coalesce((
                SELECT unproved.n FROM unproved
                 WHERE unproved.landing = NEW.landing AND unproved.hour = CAST(NEW.at / 3600000 AS INTEGER)), 0) >= NEW.unproved_an_hour
              THEN 'landing-cap'
            END AS reason
            FROM submission LEFT JOIN lead ON lead.id = submission.lead_id
           WHERE NEW.message_id IS NOT NULL AND submission.id = NEW.id
             AND (submission.status = 'accepted' OR NEW.mails_suspects = 1)
        ) AS spaced
    ) AS capped;

  INSERT INTO unproved (landing, hour, n)
  SELECT NEW.landing, CAST(NEW.at / 3600000 AS INTEGER), 1
    FROM message LEFT JOIN lead ON lead.id = message.lead_id
   WHERE message.id = NEW.message_id AND message.status <> 'withheld' AND lead.confirmed_at IS NULL
  ON CONFLICT (landing, hour) DO UPDATE SET n = n + 1;

  INSERT INTO message (id, kind, lead_id, submission_id, recipient, first_at, next_at, created_at)
  SELECT told.value ->> 'id', 'notice', submission.lead_id, submission.id, told.value ->> 'recipient',
    NEW.at, NEW.at, NEW.at
    FROM submission, json_each(NEW.notices) AS told
   WHERE submission.id = NEW.id AND submission.status = 'accepted';

  INSERT INTO webhook_call (id, webhook, event, submission_id, lead_id, next_at, created_at)
  SELECT told.value ->> 'id', told.value ->> 'webhook', 'submission', submission.id, submission.lead_id, NEW.at, NEW.at
    FROM submission, json_each(NEW.webhooks) AS told
   WHERE submission.id = NEW.id AND submission.status = 'accepted';

  INSERT INTO step_count (day, landing, step, source, n)
  SELECT NEW.day, NEW.landing, 'submit',
    iif(EXISTS (
        SELECT 1 FROM step_count AS known
         WHERE known.day = NEW.day AND known.landing = NEW.landing AND known.step = 'submit'
           AND known.source = NEW.source_label)
      OR (SELECT count(*) FROM step_count AS known
           WHERE known.day = NEW.day AND known.landing = NEW.landing AND known.step = 'submit') < 100,
      NEW.source_label, 'other'), 1
    FROM submission WHERE submission.id = NEW.id AND submission.status = 'accepted'
  ON CONFLICT (day, landing, step, source) DO UPDATE SET n = n + 1;

  SELECT RAISE(IGNORE);
END;
