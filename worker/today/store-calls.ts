/** Somebody worth a call, and why. */
export interface Call {
  id: string;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  phone: string | null;
  seen_at: number;
  score: number;
  /** Of the last submission. */
  landing: string | null;
}

// The eight are picked from one index alone; only they are read, and only their landings are looked up.
/** The statement behind `listCalls`; ?1 what heat is worth now, ?2 since when. */
const callsSql = `SELECT lead.id, given_name, family_name, email, phone, lead.seen_at,
  CAST(round(points) AS INTEGER) AS score,
  (SELECT landing FROM submission WHERE lead_id = lead.id ORDER BY at DESC LIMIT 1) AS landing
  FROM (SELECT rowid AS place, fit + heat * ?1 AS points FROM lead INDEXED BY lead_origin
         WHERE seen_at >= ?2 AND status = 'new' AND erased_at IS NULL AND merged_into IS NULL
           AND coalesce(quality, 1) > 0
         ORDER BY points DESC, seen_at DESC LIMIT 8) AS best
 CROSS JOIN lead ON lead.rowid = best.place
 ORDER BY points DESC, lead.seen_at DESC`;

/** The leads seen since `since` whom nobody has contacted yet and who can be reached, the best score first. */
export async function listCalls(db: D1Database, decay: number, since: number): Promise<Call[]> {
  return (await db.prepare(callsSql).bind(decay, since).all<Call>()).results;
}
