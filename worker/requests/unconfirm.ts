const repeated = "wording, wording_hash, version, form, form_hash, build, locale, page_url";

/** Ends the consents of `lead` that stand, and gives them anew, both from the desk: what was confirmed is to be confirmed again. */
export function unconfirming(db: D1Database, lead: string, at: number): D1PreparedStatement[] {
  // In two statements: the first receipts of the second one are those that the first one has written.
  const write = (granted: 0 | 1, of: string) =>
    db
      .prepare(
        `INSERT INTO receipt (lead_id, submission_id, purpose, granted, ${repeated}, channel, at)
         SELECT lead_id, submission_id, purpose, ${granted}, ${repeated}, 'desk', ?2 FROM receipt
          WHERE id IN (SELECT max(id) FROM receipt WHERE lead_id = ?1 GROUP BY purpose) AND ${of} ORDER BY id`,
      )
      .bind(lead, at);
  return [write(0, "granted = 1"), write(1, "granted = 0 AND channel = 'desk' AND at = ?2")];
}
