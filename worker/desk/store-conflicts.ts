/** A redemption without reception that turned out not to be one: a till gave something for it. */
export interface ConflictRow {
  id: string;
  at: number;
  outcome: string;
  code: string | null;
  till: string | null;
  shop: string | null;
  magnet: string | null;
  redeemedAt: number | null;
  redeemedShop: string | null;
}

// As the index has it, which holds nothing else.
const unseen = "offline = 1 AND outcome <> 'redeemed' AND outcome <> 'undone' AND seen_at IS NULL";

/** Conflicts that nobody has looked at, the latest first. */
export async function listConflicts(db: D1Database, limit: number): Promise<ConflictRow[]> {
  const found = await db
    .prepare(
      `SELECT scan.id, scan.at, scan.outcome, scan.code, till.name AS till, till.shop, coupon.magnet,
         coupon.redeemed_at AS redeemedAt, coupon.shop AS redeemedShop
         FROM scan LEFT JOIN till ON till.id = scan.till_id LEFT JOIN coupon ON coupon.code = scan.code
        WHERE scan.${unseen.replaceAll(" AND ", " AND scan.")} ORDER BY scan.at DESC LIMIT ?1`,
    )
    .bind(limit)
    .all<ConflictRow>();
  return found.results;
}

/** How many conflicts nobody has looked at. */
export async function countConflicts(db: D1Database): Promise<number> {
  return (await db.prepare(`SELECT count(*) AS n FROM scan WHERE ${unseen}`).first<number>("n")) ?? 0;
}

/** Notes that the owner has looked at a conflict. */
export function markSeen(db: D1Database, id: string, at: number): D1PreparedStatement {
  return db.prepare(`UPDATE scan SET seen_at = ?2 WHERE id = ?1 AND ${unseen}`).bind(id, at);
}
