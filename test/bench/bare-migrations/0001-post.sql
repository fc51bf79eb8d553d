-- What a form held, as it came.
CREATE TABLE post (
  id   TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  at   INTEGER NOT NULL
) STRICT;
