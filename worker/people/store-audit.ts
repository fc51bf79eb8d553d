/** One act as the audit tells it. */
export interface AuditRow {
  id: number;
  at: number;
  memberId: string | null;
  name: string | null;
  way: "token" | "access" | "agency" | "program";
  act: string;
  subject: string | null;
  /** The name of the member it was done to. */
  whom: string | null;
  about: string | null;
}

/** Which acts are asked for. */
export interface AuditFilter {
  /** A member; `none`: those who are no member; null: anybody. */
  member: string | null;
  act: string | null;
}

/** Acts that `filter` finds, the latest first, before the one called `before`. */
export async function listAudit(
  db: D1Database,
  { member, act }: AuditFilter,
  before: number | null,
  limit: number,
): Promise<AuditRow[]> {
  const who = member === null ? "?1 IS NULL" : `member_id IS ${member === "none" ? "NULL" : "?1"}`;
  const what = act === null ? "" : "AND act = ?4";
  const found = await db
    .prepare(
      `SELECT audit.id, at, member_id AS memberId, member.name, way, act, subject, whom.name AS whom, about
         FROM audit LEFT JOIN member ON member.id = audit.member_id LEFT JOIN member AS whom ON whom.id = subject
        WHERE ${who} AND audit.id < ?2 ${what} ORDER BY audit.id DESC LIMIT ?3`,
    )
    .bind(
      member === "none" ? null : member,
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
      ...(act === null ? [] : [act]),
    )
    .all<AuditRow>();
  return found.results;
}

/** The kinds of acts that were done, by alphabet: one step in the index for each, however many rows there are. */
export async function listActs(db: D1Database): Promise<string[]> {
  const found = await db
    .prepare(
      `WITH RECURSIVE known (act) AS (
         SELECT min(act) FROM audit
         UNION ALL SELECT (SELECT min(act) FROM audit WHERE act > known.act) FROM known WHERE known.act IS NOT NULL)
       SELECT act FROM known WHERE act IS NOT NULL`,
    )
    .all<{ act: string }>();
  return found.results.map(({ act }) => act);
}
