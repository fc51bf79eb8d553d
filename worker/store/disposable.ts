/** Writes down that the lead of `submission` has a throw-away address. */
export async function flagLead(db: D1Database, submission: string): Promise<void> {
  await db
    .prepare(
      `UPDATE lead SET disposable = 1
        WHERE id = (SELECT lead_id FROM submission WHERE id = ?1) AND disposable IS NULL`,
    )
    .bind(submission)
    .run();
}
