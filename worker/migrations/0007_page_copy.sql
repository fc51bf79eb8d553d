-- SHA-256, base64url, of the whole row (content/schema/ledger.ts says how): `hash` is that of the page alone, and would
-- not tell of a byte changed in the form, the time or the packing.
ALTER TABLE page_copy ADD COLUMN seal TEXT CHECK (length(seal) = 43);
