/** Why somebody let mails go on that stood still. */
export interface MailingReason {
  at: number;
  /** The name of whoever did; null: the owner. */
  member: string | null;
  reason: string;
}

/** Writes down why `mailing` goes on, where the statement before it in the batch has changed a row. */
export function noteReason(
  db: D1Database,
  { mailing, at, memberId, reason }: { mailing: string; at: number; memberId: string | null; reason: string },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO mailing_reason (mailing, at, member_id, reason)
       SELECT ?1, ?2, ?3, ?4 WHERE changes() > 0 ON CONFLICT DO NOTHING`,
    )
    .bind(mailing, at, memberId, reason);
}

/** The last reason why `mailing` went on; null where it never stood still. */
export function lastReason(db: D1Database, mailing: string): Promise<MailingReason | null> {
  return db
    .prepare(
      `SELECT at, member.name AS member, reason FROM mailing_reason
         LEFT JOIN member ON member.id = mailing_reason.member_id WHERE mailing = ?1 ORDER BY at DESC LIMIT 1`,
    )
    .bind(mailing)
    .first<MailingReason>();
}
