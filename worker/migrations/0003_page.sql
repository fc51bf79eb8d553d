-- Which wording of its consent a receipt proves, counted from 1 in content/consents.lock.yaml; unknown for older ones.
ALTER TABLE receipt ADD COLUMN version INTEGER CHECK (version > 0);
