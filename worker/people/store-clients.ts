/** What came of one client's pages in a span. */
export interface ClientFigures {
  leads: number;
  confirmed: number;
  redeemed: number;
}

/** New leads, confirmed addresses and redeemed coupons since the moment `since`, which begins `day`. */
export async function countClient(db: D1Database, since: number, day: string): Promise<ClientFigures | null> {
  return db
    .prepare(
      `SELECT
         (SELECT count(*) FROM lead
           WHERE seen_at >= ?1 AND created_at >= ?1 AND erased_at IS NULL AND merged_into IS NULL) AS leads,
         (SELECT coalesce(sum(n), 0) FROM step_count WHERE day >= ?2 AND step = 'confirm') AS confirmed,
         (SELECT count(*) FROM coupon WHERE redeemed_at >= ?1) AS redeemed`,
    )
    .bind(since, day)
    .first<ClientFigures>();
}
