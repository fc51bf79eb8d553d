/** How many leads came in one span, and in the one of equal length before it. */
export interface Span {
  now: number;
  before: number;
}

/** The first moments of the spans that Today speaks of, in milliseconds. */
export interface Days {
  today: number;
  yesterday: number;
  week: number;
  weekBefore: number;
  month: number;
  monthBefore: number;
}

/** New leads of today, the week and the month, each beside the span before. */
export async function countLeads(
  db: D1Database,
  days: Days,
): Promise<{ today: Span; week: Span; month: Span }> {
  // A lead is seen when it is made or later, so the index on seen_at leaves out all that are older.
  const row = await db
    .prepare(
      `SELECT count(*) FILTER (WHERE created_at >= ?1) AS today,
              count(*) FILTER (WHERE created_at >= ?2 AND created_at < ?1) AS yesterday,
              count(*) FILTER (WHERE created_at >= ?3) AS week,
              count(*) FILTER (WHERE created_at >= ?4 AND created_at < ?3) AS week_before,
              count(*) FILTER (WHERE created_at >= ?5) AS month,
              count(*) FILTER (WHERE created_at < ?5) AS month_before
         FROM lead WHERE seen_at >= ?6 AND created_at >= ?6 AND erased_at IS NULL AND merged_into IS NULL`,
    )
    .bind(days.today, days.yesterday, days.week, days.weekBefore, days.month, days.monthBefore)
    .first<Record<"today" | "yesterday" | "week" | "week_before" | "month" | "month_before", number>>();
  if (row === null) throw new Error("A count without GROUP BY has one row.");
  return {
    today: { now: row.today, before: row.yesterday },
    week: { now: row.week, before: row.week_before },
    month: { now: row.month, before: row.month_before },
  };
}

/** How many posts are in quarantine. */
export async function countQuarantined(db: D1Database): Promise<number> {
  const n = await db
    .prepare("SELECT count(*) AS n FROM submission WHERE status = 'quarantined'")
    .first<number>("n");
  return n ?? 0;
}
