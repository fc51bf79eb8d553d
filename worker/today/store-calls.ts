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

/** The statement behind `listCalls`; ?1 what heat is worth now, ?2 since when. */
export const callsSql = `SELECT lead.id, given_name, family_name, email, phone, seen_at,
  CAST(round(fit + heat * ?1) AS INTEGER) AS score,
  (SELECT landing FROM submission WHERE lead_id = lead.id ORDER BY at DESC LIMIT 1) AS landing
  FROM lead
 WHERE seen_at >= ?2 AND status = 'new' AND erased_at IS NULL AND merged_into IS NULL AND coalesce(quality, 1) > 0
 ORDER BY fit + heat * ?1 DESC, seen_at DESC LIMIT 8`;

/** The leads seen since `since` whom nobody has contacted yet and who can be reached, the best score first. */
export async function listCalls(db: D1Database, decay: number, since: number): Promise<Call[]> {
  return (await db.prepare(callsSql).bind(decay, since).all<Call>()).results;
}
