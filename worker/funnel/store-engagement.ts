import type { EngagementCount } from "../store/engagement.ts";
import type { Days } from "./period.ts";

/** How often visits fell into a band. */
export type Band = Pick<EngagementCount, "kind" | "band" | "n">;

/** How long pages were open, how much of them was in sight, and where to they were shared, on `days`; null: all landings. */
export async function readEngagement(
  db: D1Database,
  { from, until }: Days,
  landings: readonly string[] | null,
): Promise<Band[]> {
  const found = await db
    .prepare(
      `SELECT kind, band, sum(n) AS n FROM engagement
        WHERE day >= ?1 AND day <= ?2 AND (?3 IS NULL OR landing IN (SELECT value FROM json_each(?3)))
        GROUP BY kind, band`,
    )
    .bind(from, until, landings === null ? null : JSON.stringify(landings))
    .all<Band>();
  return found.results;
}
