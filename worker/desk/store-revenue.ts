/** What receipts came to, in cents, by the landing that brought the coupon, or by the magnet where it was printed. */
export interface Revenue {
  landing: string | null;
  magnet: string;
  amount: number;
}

/** What the receipts of all redeemed coupons came to, as far as tills were told. */
export async function readRevenue(db: D1Database): Promise<Revenue[]> {
  const found = await db
    .prepare(
      `SELECT submission.landing, coupon.magnet, sum(coupon.amount) AS amount
         FROM coupon LEFT JOIN submission ON submission.id = coupon.submission_id
        WHERE coupon.redeemed_at IS NOT NULL AND coupon.amount IS NOT NULL
        GROUP BY submission.landing, coupon.magnet`,
    )
    .all<Revenue>();
  return found.results;
}
