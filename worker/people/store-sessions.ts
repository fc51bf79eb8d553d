/** A browser in which the desk is open. */
export interface SessionRow {
  hash: string;
  memberId: string | null;
  name: string | null;
  way: "token" | "agency";
  agent: string | null;
  createdAt: number;
  seenAt: number;
  endsAt: number;
}

// An owner sees everybody's, all others their own.
const seen = "(?1 IS NULL OR session.member_id = ?1)";

/** The open sessions, those used last before the others; `member` limits them to one's own. */
export async function listSessions(
  db: D1Database,
  member: string | null,
  now: number,
): Promise<SessionRow[]> {
  const found = await db
    .prepare(
      `SELECT hash, member_id AS memberId, member.name, way, agent, session.created_at AS createdAt,
         seen_at AS seenAt, ends_at AS endsAt
         FROM session LEFT JOIN member ON member.id = session.member_id
        WHERE ${seen} AND ends_at > ?2 ORDER BY seen_at DESC, hash LIMIT 200`,
    )
    .bind(member, now)
    .all<SessionRow>();
  return found.results;
}

/** Ends one session. */
export function endSession(db: D1Database, member: string | null, hash: string): D1PreparedStatement {
  return db.prepare(`DELETE FROM session WHERE ${seen} AND hash = ?2`).bind(member, hash);
}

/** Ends all sessions but one. */
export function endOthers(db: D1Database, member: string | null, kept: string): D1PreparedStatement {
  return db.prepare(`DELETE FROM session WHERE ${seen} AND hash <> ?2`).bind(member, kept);
}
