/** A landing, and the moments between which coupons of it were redeemed that count. */
interface RevenueSpan {
  landing: string;
  from: number;
  to: number;
}

// ?1: the spans. ?2: the landing that a printed coupon of each magnet counts for.
const revenueSql = `
  WITH span AS MATERIALIZED (
    SELECT value ->> 'landing' AS landing, value ->> 'from' AS since, value ->> 'to' AS before FROM json_each(?1)
  ), printed AS MATERIALIZED (SELECT key AS magnet, value AS landing FROM json_each(?2))
  SELECT span.landing, sum(coupon.amount) AS amount
    FROM coupon
    LEFT JOIN submission ON submission.id = coupon.submission_id
    LEFT JOIN printed ON printed.magnet = coupon.magnet
    JOIN span ON span.landing = coalesce(submission.landing, printed.landing)
     AND coupon.redeemed_at >= span.since AND coupon.redeemed_at < span.before
   WHERE coupon.redeemed_at IS NOT NULL AND coupon.amount IS NOT NULL
   GROUP BY span.landing`;

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
