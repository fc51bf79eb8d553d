import type { KeyedDays } from "./store-steps.ts";

/** What was spent on one campaign at one source within the days of `key`, in one currency. */
export interface Spend {
  key: string;
  campaign: string;
  /** Null: not said. */
  source: string | null;
  currency: string;
  /** In cents; a part of a cost whose days lie partly outside is a fraction. */
  amount: number;
  impressions: number | null;
  /** What was spent where impressions are known, and the clicks and the impressions where both are. */
  amountSeen: number | null;
  clicks: number | null;
  impressionsClicked: number | null;
}

/** The statement behind `readSpend`; ?1 the spans. */
const spendSql = `
  WITH span AS MATERIALIZED (
    SELECT value ->> 'key' AS key, value ->> 'from' AS since, value ->> 'until' AS last FROM json_each(?1)
  ), part AS (
    SELECT key, campaign, source, currency, amount, impressions, clicks,
      (julianday(min(day_until, last)) - julianday(max(day_from, since)) + 1)
        / (julianday(day_until) - julianday(day_from) + 1) AS share
      FROM span CROSS JOIN cost ON day_from <= last AND day_until >= since
  )
  SELECT key, campaign, source, currency, sum(amount * share) AS amount, sum(impressions * share) AS impressions,
    sum(amount * share) FILTER (WHERE impressions IS NOT NULL) AS amountSeen,
    sum(clicks * share) FILTER (WHERE impressions IS NOT NULL) AS clicks,
    sum(impressions * share) FILTER (WHERE clicks IS NOT NULL) AS impressionsClicked
    FROM part GROUP BY 1, 2, 3, 4`;

/** What was spent within each of `spans`, as told at the desk; a cost is shared out evenly over its days. */
export async function readSpend(db: D1Database, spans: readonly KeyedDays[]): Promise<Spend[]> {
  return (await db.prepare(spendSql).bind(JSON.stringify(spans)).all<Spend>()).results;
}
