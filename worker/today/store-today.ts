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
  // Counted in one index alone: a lead read for each that came would take longer than all else on the page.
  const row = await db
    .prepare(
      `SELECT count(*) FILTER (WHERE created_at >= ?1) AS today,
              count(*) FILTER (WHERE created_at >= ?2 AND created_at < ?1) AS yesterday,
              count(*) FILTER (WHERE created_at >= ?3) AS week,
              count(*) FILTER (WHERE created_at >= ?4 AND created_at < ?3) AS week_before,
              count(*) FILTER (WHERE created_at >= ?5) AS month,
              count(*) FILTER (WHERE created_at < ?5) AS month_before
         FROM lead INDEXED BY lead_origin
        WHERE created_at >= ?6 AND erased_at IS NULL AND merged_into IS NULL`,
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

/** What waits for a person's hand. */
export interface Hands {
  /** Posts in quarantine. */
  quarantined: number;
  /** Open requests about data, and when the first is due. */
  requests: number;
  due: number | null;
  /** Files of leads that somebody began to bring in. */
  imports: number;
  /** Campaigns of content that nobody has approved. */
  campaigns: number;
  /** When the clock last came by; null: never, as far as is known. */
  ticked: number | null;
}

/** How much waits for a hand, each counted by an index or in a small table. */
export async function readHands(db: D1Database, campaigns: readonly string[]): Promise<Hands> {
  const row = await db
    .prepare(
      `SELECT (SELECT count(*) FROM submission WHERE status = 'quarantined') AS quarantined,
         (SELECT count(*) FROM request WHERE done_at IS NULL) AS requests,
         (SELECT min(due_at) FROM request WHERE done_at IS NULL) AS due,
         (SELECT count(*) FROM import WHERE status IN ('mapping', 'ready', 'stopped')) AS imports,
         (SELECT count(*) FROM json_each(?1) WHERE value NOT IN (SELECT name FROM campaign)) AS campaigns,
         (SELECT max(ran_at) FROM job WHERE name LIKE 'tick:%') AS ticked`,
    )
    .bind(JSON.stringify(campaigns))
    .first<Hands>();
  if (row === null) throw new Error("A SELECT without FROM has one row.");
  return row;
}
