/** A landing, and the moments between which coupons of it were redeemed that count. */
interface RevenueSpan {
  landing: string;
  from: number;
  to: number;
}

// Summed first by quarters of an hour, which the days of every time zone are made of: the spans are then looked up some
// hundred times, and not for each coupon.
/** The statement behind `readRevenue`; ?1 the spans, ?2 the landing that a printed coupon of each magnet counts for. */
export const revenueSql = `
  WITH printed AS MATERIALIZED (SELECT key AS magnet, value AS landing FROM json_each(?2)),
  span AS MATERIALIZED (
    SELECT value ->> 'landing' AS landing, value ->> 'from' AS since, value ->> 'to' AS before FROM json_each(?1)
  ), taken AS MATERIALIZED (
    SELECT coalesce(submission.landing, (SELECT landing FROM printed WHERE printed.magnet = coupon.magnet)) AS landing,
      coupon.redeemed_at / 900000 * 900000 AS at, sum(coupon.amount) AS amount
      FROM coupon LEFT JOIN submission ON submission.id = coupon.submission_id
     WHERE coupon.redeemed_at IS NOT NULL AND coupon.amount IS NOT NULL
     GROUP BY 1, 2
  )
  SELECT taken.landing, sum(taken.amount) AS amount FROM taken
    JOIN span ON span.landing = taken.landing AND taken.at >= span.since AND taken.at < span.before
   GROUP BY taken.landing`;

/** What the receipts came to, in cents, by the landing that brought the coupon, as far as tills were told. */
export async function readRevenue(
  db: D1Database,
  spans: readonly RevenueSpan[],
  printed: Readonly<Record<string, string>>,
): Promise<Map<string, number>> {
  const found = await db
    .prepare(revenueSql)
    .bind(JSON.stringify(spans), JSON.stringify(printed))
    .all<{ landing: string; amount: number }>();
  return new Map(found.results.map(({ landing, amount }) => [landing, amount]));
}
