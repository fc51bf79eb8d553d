import type { EngagementCount } from "../store/engagement.ts";
import { type Days, piecesOf } from "./period.ts";

/** How often visits fell into a band. */
export type Band = Pick<EngagementCount, "kind" | "band" | "n">;

/** How long pages were open, how much of them was in sight, and where to they were shared, on `days`; null: all landings. */
export async function readEngagement(
  db: D1Database,
  period: Days,
  landings: readonly string[] | null,
): Promise<Band[]> {
  const { days, months } = piecesOf(period);
  const found = await db
    .prepare(bandsSql)
    .bind(
      JSON.stringify(days),
      months?.from ?? none,
      months?.until ?? none,
      landings === null ? null : JSON.stringify(landings),
    )
    .all<Band>();
  return found.results;
}

// Before all months.
const none = "";

// ?1 are days, ?2 and ?3 the first and the last month, ?4 the landings. Months that are not added up yet are read by their days.
const bandsSql = `
  WITH added AS MATERIALIZED (SELECT coalesce(max(month), '') AS last FROM engagement_month),
  span AS MATERIALIZED (
    SELECT value ->> 'from' AS since, value ->> 'until' AS last FROM json_each(?1)
    UNION ALL SELECT max(?2, added.last || '-32'), ?3 || '-31' FROM added WHERE ?3 > added.last),
  taken AS (
    SELECT kind, band, landing, n FROM span CROSS JOIN engagement ON day >= span.since AND day <= span.last
    UNION ALL SELECT kind, band, landing, n FROM added CROSS JOIN engagement_month
      ON month >= ?2 AND month <= min(?3, added.last))
  SELECT kind, band, sum(n) AS n FROM taken
   WHERE ?4 IS NULL OR landing IN (SELECT value FROM json_each(?4)) GROUP BY kind, band`;
