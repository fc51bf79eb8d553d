import type { Member } from "../people/member.ts";

/** A session about to be kept, under the hash of its secret. */
export interface SessionDraft {
  hash: string;
  member: string | null;
  way: "token" | "agency";
  agent: string | null;
  /** The hash of the token that the member must have for it; undefined: whatever it is. */
  token?: string | undefined;
}

/** Keeps a session. */
export function createSession(
  db: D1Database,
  { hash, member, way, agent, token }: SessionDraft,
  { now, idle, longest }: { now: number; idle: number; longest: number },
): D1PreparedStatement[] {
  // Whoever signs in sweeps out what has ended: the table needs no cron.
  return [
    db.prepare("DELETE FROM session WHERE ends_at <= ?1").bind(now),
    db
      .prepare(
        `INSERT INTO session (hash, created_at, seen_at, ends_at, last_at, member_id, way, agent)
         SELECT ?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7
          WHERE ?8 IS NULL OR EXISTS (SELECT 1 FROM member WHERE id = ?5 AND token_hash = ?8)
         ON CONFLICT (hash) DO NOTHING`,
      )
      .bind(hash, now, now + idle, now + longest, member, way, agent, token ?? null),
  ];
}

/** Whose session it is, while it is alive; one that was used is given its idle time anew, at most once in five minutes. */
export async function touchSession(
  db: D1Database,
  hash: string,
  now: number,
  idle: number,
): Promise<Member | null> {
  const session = await db
    .prepare(
      `SELECT session.seen_at, session.way, member.id, member.name, coalesce(member.role, 'owner') AS role, member.shop
         FROM session LEFT JOIN member ON member.id = session.member_id
        WHERE hash = ?1 AND ends_at > ?2 AND member.revoked_at IS NULL`,
    )
    .bind(hash, now)
    .first<Omit<Member, "session"> & { seen_at: number }>();
  if (session === null) return null;
  const { seen_at, ...member } = session;
  // A page is read far more often than a write is worth.
  if (now - seen_at >= 300_000) {
    await db
      .prepare("UPDATE session SET seen_at = ?2, ends_at = min(?3, last_at) WHERE hash = ?1")
      .bind(hash, now, now + idle)
      .run();
  }
  return { ...member, session: hash };
}

/** Ends the session with this hash. */
export function deleteSession(db: D1Database, hash: string): D1PreparedStatement {
  return db.prepare("DELETE FROM session WHERE hash = ?1").bind(hash);
}

/**
 * Counts a try to sign in before it is judged; null when there were `limit` already.
 *
 * They are counted for each network, and for all together, lest someone with many networks has many tries; a network
 * that the owner came from lately is judged by its own alone, so that nobody can lock the owner out.
 */
export function countSignInAttempt(
  db: D1Database,
  network: string,
  now: number,
  since: { tries: number; known: number },
  limit: number,
) {
  return db
    .prepare(
      `INSERT INTO sign_in_attempt (network, at)
       SELECT ?1, ?2
        WHERE (SELECT count(*) FROM sign_in_attempt WHERE network = ?1 AND at > ?3) < ?5
          AND (EXISTS (SELECT 1 FROM owner_network WHERE network = ?1 AND at > ?4)
            OR (SELECT count(*) FROM sign_in_attempt WHERE at > ?3
                   AND network NOT IN (SELECT network FROM owner_network WHERE at > ?4)) < ?5)
       RETURNING id`,
    )
    .bind(network, now, since.tries, since.known, limit)
    .first<number>("id");
}

/** Takes back one try, the one that succeeded; failures before it stay counted, and its network is known from now on. */
export async function forgetSignInAttempt(
  db: D1Database,
  id: number,
  { network, now, outdated }: { network: string; now: number; outdated: number },
): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM sign_in_attempt WHERE id = ?1 OR at < ?2").bind(id, outdated),
    db
      .prepare(
        `INSERT INTO owner_network (network, at) VALUES (?1, ?2)
         ON CONFLICT (network) DO UPDATE SET at = excluded.at`,
      )
      .bind(network, now),
  ]);
}
