import type { Market } from "./market.ts";

/**
 * Writes what the business says of leads, `?1`, which holds at once; where it no longer says anything (null), the clock
 * reckons what is known tells.
 */
export const sayMarket = "market_said = ?1, market = coalesce(?1, market)";

/** Marks the lead as buying for `market`; null: as what is known tells. */
export function markMarket(db: D1Database, id: string, market: Market | null): D1PreparedStatement {
  return db
    .prepare(`UPDATE lead SET ${sayMarket} WHERE id = ?2 AND erased_at IS NULL AND market_said IS NOT ?1`)
    .bind(market, id);
}
