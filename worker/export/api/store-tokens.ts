/** A token as the desk lists it; the database knows its hash alone. */
export interface TokenRow {
  id: string;
  name: string;
  /** A list, as JSON. */
  scopes: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** All tokens, the latest first. */
export async function listTokens(db: D1Database): Promise<TokenRow[]> {
  const found = await db
    .prepare(
      `SELECT id, name, scopes, created_at, last_used_at, revoked_at FROM api_token
        ORDER BY revoked_at IS NOT NULL, created_at DESC LIMIT 200`,
    )
    .all<TokenRow>();
  return found.results;
}

/** Keeps a new token by its hash. */
export async function createToken(
  db: D1Database,
  token: {
    id: string;
    name: string;
    hash: string;
    scopes: readonly string[];
    member: string | null;
    now: number;
  },
  noted: D1PreparedStatement,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        "INSERT INTO api_token (id, name, hash, scopes, member_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      )
      .bind(token.id, token.name, token.hash, JSON.stringify(token.scopes), token.member, token.now),
    noted,
  ]);
}

/** Ends a token; whether there was one to end. */
export async function revokeToken(
  db: D1Database,
  id: string,
  now: number,
  noted: D1PreparedStatement,
): Promise<void> {
  await db.batch([
    db.prepare("UPDATE api_token SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL").bind(id, now),
    noted,
  ]);
}

/** The token that has this hash, unless it was revoked. */
export function findToken(
  db: D1Database,
  hash: string,
): Promise<Pick<TokenRow, "id" | "scopes" | "last_used_at"> | null> {
  return db
    .prepare("SELECT id, scopes, last_used_at FROM api_token WHERE hash = ?1 AND revoked_at IS NULL")
    .bind(hash)
    .first();
}

/** Counts one request of `who` in a span, forgets old spans, and tells how many there were with this one. */
export async function countRequest(
  db: D1Database,
  who: string,
  span: number,
  used: { token: string; now: number } | null,
): Promise<number> {
  const [counted] = await db.batch<{ n: number }>([
    db
      .prepare(
        "INSERT INTO api_count (span, who, n) VALUES (?1, ?2, 1) ON CONFLICT (span, who) DO UPDATE SET n = n + 1 RETURNING n",
      )
      .bind(span, who),
    db.prepare("DELETE FROM api_count WHERE span < ?1").bind(span - 1),
    ...(used === null
      ? []
      : [db.prepare("UPDATE api_token SET last_used_at = ?2 WHERE id = ?1").bind(used.token, used.now)]),
  ]);
  return counted?.results[0]?.n ?? 0;
}
