-- Who of the business opens the desk, beside the owner with the business's own token.
CREATE TABLE member (
  id         TEXT PRIMARY KEY CHECK (length(id) = 22),
  name       TEXT NOT NULL CHECK (name <> ''),
  -- In lower case; by it Cloudflare Access tells who comes.
  email      TEXT CHECK (email = lower(email)),
  role       TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'staff')),
  -- The shop in which staff redeem.
  shop       TEXT,
  -- SHA-256 of the member's token, base64url; null until the invitation was taken up.
  token_hash TEXT UNIQUE CHECK (length(token_hash) = 43),
  created_at INTEGER NOT NULL,
  joined_at  INTEGER,
  -- From then on neither token nor sessions open anything.
  revoked_at INTEGER,
  CHECK ((role = 'staff') = (shop IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- A link by which a member comes in once and gets a token of their own; only its hash is kept.
CREATE TABLE invitation (
  hash       TEXT PRIMARY KEY CHECK (length(hash) = 43),
  member_id  TEXT NOT NULL REFERENCES member (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT, WITHOUT ROWID;

-- An address stands for one person, whom Cloudflare Access lets in by it.
CREATE UNIQUE INDEX member_email ON member (email) WHERE email IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX invitation_member ON invitation (member_id);

-- Null: opened with the business's own token.
ALTER TABLE session ADD COLUMN member_id TEXT REFERENCES member (id);
-- The family of the browser, for the list of sessions.
ALTER TABLE session ADD COLUMN agent TEXT;
-- What opened it: a token of this business, or that of the agency that serves several.
ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'token' CHECK (way IN ('token', 'agency'));
CREATE INDEX session_member ON session (member_id) WHERE member_id IS NOT NULL;

-- A token by which a program reads: what it may read, and since when it may no longer.
CREATE TABLE api_token (
  id           TEXT PRIMARY KEY CHECK (length(id) = 22),
  name         TEXT NOT NULL CHECK (name <> ''),
  hash         TEXT NOT NULL UNIQUE CHECK (length(hash) = 43),
  -- A list, as JSON.
  scopes       TEXT NOT NULL CHECK (json_type(scopes) = 'array'),
  -- Who made it; null: the owner with the business's own token.
  member_id    TEXT REFERENCES member (id),
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at   INTEGER
) STRICT, WITHOUT ROWID;

-- How often a program asked, in spans of five minutes: caps count by it. Old spans are deleted.
CREATE TABLE api_count (
  -- Milliseconds since 1970, divided by the length of a span.
  span INTEGER NOT NULL,
  -- A token's id, or the keyed hash of a network that came with a wrong one.
  who  TEXT NOT NULL,
  n    INTEGER NOT NULL,
  PRIMARY KEY (span, who)
) STRICT, WITHOUT ROWID;

-- What was done at the desk, by whom; append-only. It names rows, never people: erasing a lead leaves it as it is.
CREATE TABLE audit (
  id        INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  -- Null: nobody with a name; 'way' tells who it was.
  member_id TEXT,
  -- How they came: with a token of the business, by Cloudflare Access, with the agency's token, or as a program.
  way       TEXT NOT NULL DEFAULT 'token' CHECK (way IN ('token', 'access', 'agency', 'program')),
  -- The session it was done in, by its hash; null where a program did it.
  session   TEXT,
  -- Such as 'lead.tag' or 'export.csv'.
  act       TEXT NOT NULL CHECK (act <> ''),
  -- The id, code or name of what it was done to.
  subject   TEXT,
  -- Particulars (JSON), without names, addresses or free text.
  about     TEXT CHECK (about IS NULL OR json_type(about) = 'object'),
  -- The request that did it: what is tried again because its answer got lost is noted once.
  request   TEXT
) STRICT;

CREATE UNIQUE INDEX audit_request ON audit (request, act, coalesce(subject, '')) WHERE request IS NOT NULL;

CREATE INDEX audit_subject ON audit (subject, at) WHERE subject IS NOT NULL;
CREATE INDEX audit_member ON audit (member_id, id);
CREATE INDEX audit_act ON audit (act, id);

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
