import type { Status } from "./store-lead.ts";

/** Marks the lead with a status. */
export function markLead(db: D1Database, id: string, status: Status): D1PreparedStatement {
  return db
    .prepare("UPDATE lead SET status = ?2 WHERE id = ?1 AND erased_at IS NULL AND status <> ?2")
    .bind(id, status);
}

/** Gives the lead to a member who can take it, or to nobody. */
export function assignLead(db: D1Database, id: string, member: string | null): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE lead SET assignee = ?2 WHERE id = ?1 AND erased_at IS NULL AND assignee IS NOT ?2
         AND (?2 IS NULL OR EXISTS (
           SELECT 1 FROM member WHERE member.id = ?2 AND revoked_at IS NULL AND role <> 'staff'))`,
    )
    .bind(id, member);
}

/** Puts a tag on the lead, unless it is there. */
export function tagLead(db: D1Database, id: string, tag: string, at: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO lead_tag (lead_id, tag, at) SELECT id, ?2, ?3 FROM lead WHERE id = ?1 AND erased_at IS NULL
       ON CONFLICT DO NOTHING`,
    )
    .bind(id, tag, at);
}

/** Takes a tag off the lead, and off those that are the same person. */
export function untagLead(db: D1Database, id: string, tag: string): D1PreparedStatement {
  return db
    .prepare(
      "DELETE FROM lead_tag WHERE tag = ?2 AND lead_id IN (SELECT id FROM lead WHERE id = ?1 OR merged_into = ?1)",
    )
    .bind(id, tag);
}

/** A note, and who writes it; null: the owner. */
interface NoteDraft {
  id: string;
  lead: string;
  member: string | null;
  text: string;
}

/** Writes a note about the lead. */
export function addNote(
  db: D1Database,
  { id, lead, member, text }: NoteDraft,
  at: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO note (id, lead_id, member_id, text, at)
       SELECT ?1, id, ?3, ?4, ?5 FROM lead WHERE id = ?2 AND erased_at IS NULL ON CONFLICT DO NOTHING`,
    )
    .bind(id, lead, member, text, at);
}

// Who wrote a note, and on whose page it stands.
const own = `id = ?1 AND member_id IS ?3
  AND lead_id IN (SELECT lead.id FROM lead WHERE lead.id = ?2 OR lead.merged_into = ?2)`;

/** Writes a note of one's own anew. */
export function changeNote(db: D1Database, { id, lead, member, text }: NoteDraft): D1PreparedStatement {
  return db.prepare(`UPDATE note SET text = ?4 WHERE ${own} AND text <> ?4`).bind(id, lead, member, text);
}

/** Deletes a note of one's own. */
export function deleteNote(
  db: D1Database,
  { id, lead, member }: Omit<NoteDraft, "text">,
): D1PreparedStatement {
  return db.prepare(`DELETE FROM note WHERE ${own}`).bind(id, lead, member);
}
