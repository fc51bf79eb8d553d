/** A coupon that was used. */
export interface RedeemedRow {
  code: string;
  magnet: string;
  shop: string | null;
  amount: number | null;
  at: number;
}

/** What was redeemed since the moment `since`, in `shop` or, where that is null, everywhere; the latest first. */
export async function listRedeemed(
  db: D1Database,
  since: number,
  shop: string | null,
): Promise<RedeemedRow[]> {
  const found = await db
    .prepare(
      `SELECT code, magnet, shop, amount, redeemed_at AS at FROM coupon
        WHERE redeemed_at >= ?1 AND (?2 IS NULL OR shop = ?2) ORDER BY redeemed_at DESC LIMIT 50`,
    )
    .bind(since, shop)
    .all<RedeemedRow>();
  return found.results;
}
