/** A post that looks like a program's. */
export interface QuarantinedRow {
  id: string;
  landing: string;
  suspicion: string;
  answers: string;
  at: number;
}

/** The latest posts in quarantine. */
export async function listQuarantined(db: D1Database, limit: number): Promise<QuarantinedRow[]> {
  const found = await db
    .prepare(
      `SELECT id, landing, suspicion, answers, at FROM submission
        WHERE status = 'quarantined' ORDER BY at DESC LIMIT ?1`,
    )
    .bind(limit)
    .all<QuarantinedRow>();
  return found.results;
}
