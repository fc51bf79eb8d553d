/** What came of asking the silent, and what is in the way of mails. */
export interface HygieneCounts {
  /** By outcome; `waiting` where the answer is waited for. */
  asked: { key: string; n: number }[];
  /** Inboxes by the reason why no mail goes there that nobody asked for. */
  blocks: { key: string; n: number }[];
  /** The names of imports, by the sources that leads have of them. */
  imports: { key: string; name: string }[];
}

/** Counts what hygiene has done so far. */
export async function readHygiene(db: D1Database): Promise<HygieneCounts> {
  const [asked, blocks, imports] = await db.batch([
    db.prepare(
      "SELECT coalesce(outcome, 'waiting') AS key, count(*) AS n FROM renewal GROUP BY outcome ORDER BY n DESC",
    ),
    db.prepare(
      `SELECT iif(silent = 1, 'silent', reason) AS key, count(*) AS n FROM suppression
        GROUP BY iif(silent = 1, 'silent', reason) ORDER BY n DESC`,
    ),
    db.prepare("SELECT 'import:' || id AS key, name FROM import ORDER BY created_at DESC LIMIT 500"),
  ]);
  return {
    asked: (asked?.results ?? []) as unknown as HygieneCounts["asked"],
    blocks: (blocks?.results ?? []) as unknown as HygieneCounts["blocks"],
    imports: (imports?.results ?? []) as unknown as HygieneCounts["imports"],
  };
}
