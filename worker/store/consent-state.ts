/**
 * Where `lead` stands on `purpose`, in SQL: what the view `consent_state` says of its receipts ('given', 'confirmed' or
 * 'withdrawn'; NULL: nothing was ever said), read from one stretch of one index.
 *
 * For whoever asks it of many leads; the view tells the receipt that decided, too.
 */
export function consentStateOf(lead: string, purpose: string): string {
  // What was confirmed, and else what was given, since the last withdrawal.
  return `(SELECT CASE
      WHEN max(iif(granted = 1 AND channel IN ('confirm', 'preferences'), id, 0)) > max(iif(granted = 0, id, 0)) THEN 'confirmed'
      WHEN max(iif(granted = 1, id, 0)) > max(iif(granted = 0, id, 0)) THEN 'given'
      WHEN count(*) > 0 THEN 'withdrawn' END
    FROM receipt WHERE receipt.lead_id = ${lead} AND receipt.purpose = ${purpose})`;
}
