-- Which mail of content a message is: `campaigns/<name>` or `sequences/<name>/<step>`; null for mails of the service.
ALTER TABLE message ADD COLUMN mailing TEXT;
-- Which of a campaign's subjects it bears: 0 is the first.
ALTER TABLE message ADD COLUMN variant INTEGER CHECK (variant BETWEEN 0 AND 3);

-- Nobody gets the same mail of content twice, whatever is done again.
CREATE UNIQUE INDEX message_mailing ON message (mailing, lead_id) WHERE mailing IS NOT NULL;
