/** Leads of one origin: how many, how far they can be relied on, and what became of them. */
export interface OriginRow {
  /** The utm_source or the address of a site, as the visit told it; empty: neither. */
  origin: string;
  leads: number;
  confirmed: number;
  redeemed: number;
  /** How many were judged, and the sum of their marks, 0 to 3. */
  judged: number;
  quality: number;
  /** The points of answers, and of acts before they faded. */
  fit: number;
  heat: number;
}

/** The statement behind `readOrigins`; ?1 and ?2 the moments, ?3 the landings. */
export const originsSql = `
  SELECT origin, count(*) AS leads, count(confirmed_at) AS confirmed, count(redeemed_at) AS redeemed,
    count(quality) AS judged, coalesce(sum(quality), 0) AS quality, sum(fit) AS fit, sum(heat) AS heat
    FROM lead INDEXED BY lead_origin
   WHERE created_at >= ?1 AND created_at < ?2 AND erased_at IS NULL AND merged_into IS NULL
     AND (?3 IS NULL OR first_landing IN (SELECT value FROM json_each(?3)))
   GROUP BY origin ORDER BY leads DESC LIMIT 500`;

/** The leads that first came between two moments, by what brought them, of `landings` alone where they are named. */
export async function readOrigins(
  db: D1Database,
  { from, to }: { from: number; to: number },
  landings: readonly string[] | null,
): Promise<OriginRow[]> {
  const bound = landings === null ? null : JSON.stringify(landings);
  return (await db.prepare(originsSql).bind(from, to, bound).all<OriginRow>()).results;
}
