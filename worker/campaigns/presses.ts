/** How many people pressed a link in the mails of `mailing`, by subject: each once for all presses within ten minutes, and no scanner. */
export async function pressesOf(db: D1Database, mailing: string): Promise<Map<number, number>> {
  const found = await db
    .prepare(
      "SELECT variant, sum(people) AS n FROM click_count WHERE mailing = ?1 AND kind = 'person' GROUP BY variant",
    )
    .bind(mailing)
    .all<{ variant: number; n: number }>();
  return new Map(found.results.map(({ variant, n }) => [variant, n]));
}
