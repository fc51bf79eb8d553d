/** What may be asked for, in the order of the law's articles. */
export const requestKinds = [
  "access",
  "portability",
  "rectification",
  "erasure",
  "restriction",
  "objection",
] as const;
export type RequestKind = (typeof requestKinds)[number];

/** How it came, where a person enters it. */
export const channels = ["mail", "letter", "phone", "shop"] as const;
export const outcomes = ["done", "refused", "withdrawn"] as const;
export type Outcome = (typeof outcomes)[number];

/** One request, and the person behind it where it is a lead. */
export interface RequestRow {
  id: string;
  kind: RequestKind;
  lead_id: string | null;
  channel: (typeof channels)[number] | "page";
  received_at: number;
  due_at: number;
  extended_at: number | null;
  done_at: number | null;
  outcome: Outcome | null;
  contact: string | null;
  note: string | null;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  phone: string | null;
  erased_at: number | null;
}

const rows = `SELECT request.id, kind, lead_id, channel, received_at, due_at, extended_at, done_at, outcome, contact, note,
  given_name, family_name, email, phone, erased_at
  FROM request LEFT JOIN lead ON lead.id = lead_id`;

/** The open requests, the most urgent first. */
export async function listOpen(db: D1Database): Promise<RequestRow[]> {
  const found = await db.prepare(`${rows} WHERE done_at IS NULL ORDER BY due_at LIMIT 200`).all<RequestRow>();
  return found.results;
}

/** Up to `limit` requests that are over and done with, the latest first, ended before `before`. */
export async function listClosed(db: D1Database, before: number, limit: number): Promise<RequestRow[]> {
  const found = await db
    .prepare(`${rows} WHERE done_at < ?1 ORDER BY done_at DESC LIMIT ?2`)
    .bind(before, limit)
    .all<RequestRow>();
  return found.results;
}

/** The request `id`, or null. */
export function readRequest(db: D1Database, id: string): Promise<RequestRow | null> {
  return db.prepare(`${rows} WHERE request.id = ?1`).bind(id).first<RequestRow>();
}

/** A request as it is entered. */
export interface NewRequest {
  id: string;
  kind: RequestKind;
  lead: string | null;
  channel: (typeof channels)[number];
  received: number;
  due: number;
  contact: string | null;
  note: string | null;
  member: string | null;
}

/** Enters a request; the same one twice is one. */
export function insertRequest(db: D1Database, request: NewRequest): D1PreparedStatement {
  return db
    .prepare(
      `INSERT OR IGNORE INTO request (id, kind, lead_id, channel, received_at, due_at, contact, note, member_id)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    )
    .bind(
      ...[request.id, request.kind, request.lead, request.channel, request.received, request.due],
      ...[request.contact, request.note, request.member],
    );
}

/** Ends a request that is open; a note is kept beside the one it came with. */
export function closeRequest(
  db: D1Database,
  id: string,
  { at, outcome, note = null }: { at: number; outcome: Outcome; note?: string | null },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE request SET done_at = ?2, outcome = ?3,
         note = CASE WHEN ?4 IS NULL THEN note WHEN note IS NULL THEN ?4 ELSE note || char(10) || ?4 END
        WHERE id = ?1 AND done_at IS NULL`,
    )
    .bind(id, at, outcome, note);
}

/** Gives an open request the two months more of art. 12(3), once, while its first month lasts. */
export function extendRequest(
  db: D1Database,
  id: string,
  { at, due, note }: { at: number; due: number; note: string },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE request SET extended_at = ?2, due_at = ?3, note = iif(note IS NULL, ?4, note || char(10) || ?4)
        WHERE id = ?1 AND done_at IS NULL AND extended_at IS NULL AND due_at >= ?2`,
    )
    .bind(id, at, due, note);
}

/** The lead that `email` or `phone`, as they are written in `lead.identity` or beside it, belongs to. */
export async function findLead(db: D1Database, identities: readonly string[]): Promise<string | null> {
  return db
    .prepare("SELECT id FROM lead WHERE identity IN (SELECT value FROM json_each(?1)) LIMIT 1")
    .bind(JSON.stringify(identities))
    .first<string>("id");
}
