import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";

/** One step of an import: `n` tells it from the others of its status. */
export interface Step {
  id: string;
  status: string;
  n: number;
}

/** Does `statements` in one transaction that is this step's alone: where another has made it meanwhile, nothing is left to do. */
export async function inOneStep(
  { db }: Pick<Deps, "db">,
  { id, status, n }: Step,
  statements: D1PreparedStatement[],
): Promise<void> {
  const claim = db
    .prepare("INSERT INTO import_step (import_id, status, n) VALUES (?1, ?2, ?3)")
    .bind(id, status, n);
  try {
    // A second one that makes the same step breaks off its whole batch.
    await withRetries(() => db.batch([claim, ...statements]));
  } catch (error) {
    const isMade = await db
      .prepare("SELECT 1 AS made FROM import_step WHERE import_id = ?1 AND status = ?2 AND n = ?3")
      .bind(id, status, n)
      .first<number>("made");
    if (isMade === null) throw error;
  }
}
