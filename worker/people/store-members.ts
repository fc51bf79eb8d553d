import type { Member, Role } from "./member.ts";

/** A member as the list of people shows them. */
export interface MemberRow {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  shop: string | null;
  createdAt: number;
  joinedAt: number | null;
  revokedAt: number | null;
  /** Until when their latest invitation works; null where there is none, or it was used. */
  invitedUntil: number | null;
  seenAt: number | null;
}

/** What the owner says of a member. */
export interface MemberDraft {
  name: string;
  email: string | null;
  role: Role;
  shop: string | null;
}

type Known = Pick<Member, "id" | "name" | "role" | "shop">;
const known = "SELECT id, name, role, shop FROM member WHERE revoked_at IS NULL";

/** The member whose token has this hash. */
export function findMemberByToken(db: D1Database, hash: string): Promise<Known | null> {
  return db.prepare(`${known} AND token_hash = ?1`).bind(hash).first<Known>();
}

/** The member with this address, in lower case. */
export function findMemberByEmail(db: D1Database, email: string): Promise<Known | null> {
  return db.prepare(`${known} AND email = ?1`).bind(email).first<Known>();
}

/** All members, those who are gone last. */
export async function listMembers(db: D1Database): Promise<MemberRow[]> {
  const found = await db
    .prepare(
      `SELECT id, name, email, role, shop, created_at AS createdAt, joined_at AS joinedAt, revoked_at AS revokedAt,
         (SELECT max(expires_at) FROM invitation WHERE member_id = member.id AND used_at IS NULL) AS invitedUntil,
         (SELECT max(seen_at) FROM session WHERE member_id = member.id) AS seenAt
         FROM member ORDER BY revoked_at IS NOT NULL, name COLLATE NOCASE, id LIMIT 500`,
    )
    .all<MemberRow>();
  return found.results;
}

// An address is free unless somebody else who has not gone has it.
const isFree = (email: string, id: string) =>
  `(${email} IS NULL OR NOT EXISTS (
     SELECT 1 FROM member AS other WHERE other.email = ${email} AND other.id <> ${id} AND other.revoked_at IS NULL))`;

/** Adds a member, unless somebody has their address; whether they are there. */
export async function addMember(
  db: D1Database,
  { id, name, email, role, shop }: MemberDraft & { id: string },
  invitation: InvitationDraft,
  noted: D1PreparedStatement,
): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO member (id, name, email, role, shop, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE ${isFree("?3", "?1")} ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, name, email, role, shop, invitation.now),
    noted,
    ...invite(db, id, invitation),
    db.prepare("SELECT 1 FROM member WHERE id = ?1").bind(id),
  ]);
  return results.at(-1)?.results.length === 1;
}

/** Changes what a member is called and may do, unless somebody has the address; whether they are so now. */
export async function changeMember(
  db: D1Database,
  { id, name, email, role, shop }: MemberDraft & { id: string },
  noted: D1PreparedStatement,
): Promise<"done" | "taken" | "unknown"> {
  const results = await db.batch<{ is: "done" | "taken" }>([
    db
      .prepare(
        `UPDATE member SET name = ?2, email = ?3, role = ?4, shop = ?5
          WHERE id = ?1 AND revoked_at IS NULL AND ${isFree("?3", "?1")}`,
      )
      .bind(id, name, email, role, shop),
    noted,
    db
      .prepare(
        `SELECT iif(email IS ?2, 'done', 'taken') AS "is" FROM member WHERE id = ?1 AND revoked_at IS NULL`,
      )
      .bind(id, email),
  ]);
  return results.at(-1)?.results[0]?.is ?? "unknown";
}

/** Lets a member go: their token, sessions, invitations and API keys end at once; whether they are gone. */
export async function revokeMember(
  db: D1Database,
  id: string,
  now: number,
  noted: D1PreparedStatement,
): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare("UPDATE member SET revoked_at = ?2, token_hash = NULL WHERE id = ?1 AND revoked_at IS NULL")
      .bind(id, now),
    noted,
    db.prepare("DELETE FROM session WHERE member_id = ?1").bind(id),
    db.prepare("DELETE FROM invitation WHERE member_id = ?1").bind(id),
    db
      .prepare("UPDATE api_token SET revoked_at = ?2 WHERE member_id = ?1 AND revoked_at IS NULL")
      .bind(id, now),
    db.prepare("SELECT 1 FROM member WHERE id = ?1 AND revoked_at IS NOT NULL").bind(id),
  ]);
  return results.at(-1)?.results.length === 1;
}

/** A link about to be made, known by the hash of its token. */
export interface InvitationDraft {
  hash: string;
  now: number;
  expires: number;
}

/** Invites a member again, also one who had gone; the links before it work no more. Whether they are there. */
export async function inviteAgain(
  db: D1Database,
  id: string,
  invitation: InvitationDraft,
  noted: D1PreparedStatement,
): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare(
        `UPDATE member SET revoked_at = NULL, joined_at = iif(revoked_at IS NULL, joined_at, NULL)
          WHERE id = ?1 AND (revoked_at IS NULL OR ${isFree("member.email", "?1")})`,
      )
      .bind(id),
    noted,
    ...invite(db, id, invitation),
    db.prepare("SELECT 1 FROM invitation WHERE hash = ?1").bind(invitation.hash),
  ]);
  return results.at(-1)?.results.length === 1;
}

function invite(db: D1Database, id: string, { hash, now, expires }: InvitationDraft): D1PreparedStatement[] {
  return [
    db.prepare("DELETE FROM invitation WHERE member_id = ?1 AND hash <> ?2").bind(id, hash),
    db
      .prepare(
        `INSERT INTO invitation (hash, member_id, created_at, expires_at)
         SELECT ?2, id, ?3, ?4 FROM member WHERE id = ?1 AND revoked_at IS NULL ON CONFLICT (hash) DO NOTHING`,
      )
      .bind(id, hash, now, expires),
  ];
}

/** Whom the link with this hash invites, while it works. */
export function findInvited(db: D1Database, hash: string, now: number): Promise<Known | null> {
  return db
    .prepare(
      `${known} AND id = (SELECT member_id FROM invitation WHERE hash = ?1 AND used_at IS NULL AND expires_at > ?2)`,
    )
    .bind(hash, now)
    .first<Known>();
}

/** Takes an invitation up, once: the member has the token with this hash, and only the session opened by this; whether it was. */
export async function join(
  db: D1Database,
  { hash, token, now }: { hash: string; token: string; now: number },
  session: readonly D1PreparedStatement[],
): Promise<boolean> {
  const mine = "SELECT member_id FROM invitation WHERE hash = ?1";
  const results = await db.batch([
    db
      .prepare("UPDATE invitation SET used_at = ?2 WHERE hash = ?1 AND used_at IS NULL AND expires_at > ?2")
      .bind(hash, now),
    // Of two who press at once, the second has changed nothing above.
    db
      .prepare(
        `UPDATE member SET token_hash = ?2, joined_at = coalesce(joined_at, ?3)
          WHERE changes() > 0 AND revoked_at IS NULL AND id = (${mine})`,
      )
      .bind(hash, token, now),
    db.prepare(`DELETE FROM session WHERE changes() > 0 AND member_id = (${mine})`).bind(hash),
    ...session,
    db.prepare("SELECT 1 FROM member WHERE token_hash = ?1").bind(token),
  ]);
  return results.at(-1)?.results.length === 1;
}

/** Gives a member another token in place of the one before, and ends their other sessions. */
export async function renewToken(
  db: D1Database,
  { id, token, session }: { id: string; token: string; session: string },
  noted: D1PreparedStatement,
): Promise<void> {
  await db.batch([
    db.prepare("UPDATE member SET token_hash = ?2 WHERE id = ?1 AND revoked_at IS NULL").bind(id, token),
    noted,
    db.prepare("DELETE FROM session WHERE member_id = ?1 AND hash <> ?2").bind(id, session),
  ]);
}
