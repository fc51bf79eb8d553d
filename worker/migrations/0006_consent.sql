-- Where each lead stands on each purpose, told by the one receipt that decides: 'given' on a form, 'confirmed' from the
-- address itself (the button of a mail, or the page that a mail leads to), or 'withdrawn'. What was confirmed stays so
-- when the same is ticked again; what was withdrawn and is ticked again has to be confirmed anew.
CREATE VIEW consent_state AS
SELECT decides.lead_id, decides.purpose,
  CASE
    WHEN decides.granted = 0 THEN 'withdrawn'
    WHEN decides.channel IN ('confirm', 'preferences') THEN 'confirmed'
    ELSE 'given'
  END AS state,
  decides.at, decides.version, decides.wording, decides.id AS receipt_id
  FROM receipt AS decides
 WHERE decides.id = (
   SELECT candidate.id FROM receipt AS candidate
    WHERE candidate.lead_id = decides.lead_id AND candidate.purpose = decides.purpose
      AND candidate.id >= coalesce((
        SELECT max(withdrawal.id) FROM receipt AS withdrawal
         WHERE withdrawal.lead_id = decides.lead_id AND withdrawal.purpose = decides.purpose
           AND withdrawal.granted = 0), 0)
    ORDER BY candidate.granted = 1 AND candidate.channel IN ('confirm', 'preferences') DESC,
      candidate.granted DESC, candidate.id DESC
    LIMIT 1);

-- Where a lead stands is asked purpose by purpose, and this index alone knows the answer.
DROP INDEX receipt_lead;
CREATE INDEX receipt_lead ON receipt (lead_id, purpose, granted, channel);

-- A proof that a post has spent, so that it serves no other: of work, or of Turnstile (as a hash).
CREATE TABLE spent_proof (
  proof       TEXT PRIMARY KEY,
  -- Of the post that spent it, so that its repetition is known as such.
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 43),
  at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows go when no proof of their time is accepted any more.
CREATE INDEX spent_proof_at ON spent_proof (at);

-- Networks that the owner has opened the desk from: strangers' wrong tries do not lock them out.
CREATE TABLE owner_network (
  -- Keyed hash of the network.
  network TEXT PRIMARY KEY CHECK (length(network) = 43),
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whether a file of leads was handed over ('taken'), or why not.
ALTER TABLE export ADD COLUMN outcome TEXT NOT NULL DEFAULT 'taken' CHECK (outcome IN ('taken', 'wrong-token', 'too-many'));
