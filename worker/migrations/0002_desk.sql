-- A try to open the desk that did not succeed; what is older than the limit's span is deleted.
CREATE TABLE sign_in_attempt (
  id      INTEGER PRIMARY KEY,
  -- Keyed hash of the network address: enough to count by, useless to find it.
  network TEXT NOT NULL CHECK (length(network) = 43),
  at      INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_attempt_network ON sign_in_attempt (network, at);

-- The desk opened in one browser, which holds the secret; here is its SHA-256.
CREATE TABLE session (
  hash       TEXT PRIMARY KEY CHECK (length(hash) = 43),
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  -- When it ends if it is not used again, and when at the latest.
  ends_at    INTEGER NOT NULL,
  last_at    INTEGER NOT NULL CHECK (ends_at <= last_at)
) STRICT, WITHOUT ROWID;

-- A file of leads that left the desk: when, and from which session. Rows stay when the session is gone.
CREATE TABLE export (
  id      INTEGER PRIMARY KEY,
  session TEXT NOT NULL CHECK (length(session) = 43),
  at      INTEGER NOT NULL
) STRICT;

CREATE INDEX export_at ON export (at);

-- The desk looks for these rare rows; the usual ones cost the index nothing.
CREATE INDEX submission_quarantined ON submission (at) WHERE status = 'quarantined';
