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

// Each span is a stretch of one index, summed before a printed coupon's landing is looked up: that is done some dozen
// times, and not for each coupon.
/** The statement behind `readRevenue`; ?1 the spans, ?2 the landing that a printed coupon of each magnet counts for. */
export const revenueSql = `
  WITH span AS MATERIALIZED (
    SELECT value ->> 'key' AS key, value ->> 'from' AS since, value ->> 'to' AS before FROM json_each(?1)
  ), taken AS MATERIALIZED (
    SELECT span.key, coupon.landing, iif(coupon.landing IS NULL, coupon.magnet, NULL) AS magnet, coupon.source,
      sum(coupon.amount) AS amount
      FROM span CROSS JOIN coupon INDEXED BY coupon_redeemed
        ON coupon.redeemed_at >= span.since AND coupon.redeemed_at < span.before
       AND coupon.redeemed_at IS NOT NULL AND coupon.amount IS NOT NULL
     GROUP BY 1, 2, 3, 4
  )
  SELECT key, coalesce(landing, (SELECT value FROM json_each(?2) AS printed WHERE printed.key = taken.magnet)) AS landing,
    source, sum(amount) AS amount
    FROM taken
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
