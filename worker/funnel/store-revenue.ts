/** Coupons that were redeemed between two moments, under a key of the reader's own. */
export interface RevenueSpan {
  key: string;
  from: number;
  to: number;
}

/** What the receipts of one span came to, in cents, by the landing and the source that brought the coupon. */
export interface Revenue {
  key: string;
  landing: string;
  source: string;
  amount: number;
}

// Summed first by quarters of an hour, which the days of every time zone are made of: the spans are then looked up some
// hundred times, and not for each coupon.
/** The statement behind `readRevenue`; ?1 the spans, ?2 the landing that a printed coupon of each magnet counts for. */
export const revenueSql = `
  WITH printed AS MATERIALIZED (SELECT key AS magnet, value AS landing FROM json_each(?2)),
  span AS MATERIALIZED (
    SELECT value ->> 'key' AS key, value ->> 'from' AS since, value ->> 'to' AS before FROM json_each(?1)
  ), taken AS MATERIALIZED (
    SELECT coalesce(coupon.landing, (SELECT landing FROM printed WHERE printed.magnet = coupon.magnet)) AS landing,
      coupon.source, coupon.redeemed_at / 900000 * 900000 AS at, sum(coupon.amount) AS amount
      FROM coupon
     WHERE coupon.redeemed_at >= (SELECT min(since) FROM span) AND coupon.redeemed_at IS NOT NULL
       AND coupon.amount IS NOT NULL
     GROUP BY 1, 2, 3
  )
  SELECT span.key, taken.landing, taken.source, sum(taken.amount) AS amount FROM taken
    JOIN span ON taken.at >= span.since AND taken.at < span.before
   GROUP BY 1, 2, 3`;

/** What the receipts of each span came to, as far as tills were told. */
export async function readRevenue(
  db: D1Database,
  spans: readonly RevenueSpan[],
  printed: Readonly<Record<string, string>>,
): Promise<Revenue[]> {
  const found = await db
    .prepare(revenueSql)
    .bind(JSON.stringify(spans), JSON.stringify(printed))
    .all<Revenue>();
  return found.results;
}
