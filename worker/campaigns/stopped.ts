/** Holds for a message whose campaign is stopped. */
export const isStopped = `(kind = 'campaign' AND EXISTS (
  SELECT 1 FROM campaign WHERE campaign.name = substr(message.mailing, 11) AND campaign.status = 'stopped'))`;
