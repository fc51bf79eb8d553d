/** Keeps `inbox` from being written to unasked; what stops every mail is never put back to less. */
export function suppress(
  db: D1Database,
  inbox: string,
  reason: "unsubscribed" | "erased" | "owner",
  now: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO suppression (inbox, reason, at) VALUES (?1, ?2, ?3)
       ON CONFLICT (inbox) DO UPDATE SET reason = excluded.reason, at = excluded.at, silent = 0
        WHERE (suppression.reason = 'unsubscribed' AND (excluded.reason = 'erased' OR suppression.silent = 1))
           OR (suppression.reason IN ('unsubscribed', 'erased') AND excluded.reason = 'owner')`,
    )
    .bind(inbox, reason, now);
}

/** Lets mails to `inbox` leave again, where it was the person who had stopped them. */
export function release(db: D1Database, inbox: string): D1PreparedStatement {
  return db
    .prepare("DELETE FROM suppression WHERE inbox = ?1 AND reason IN ('unsubscribed', 'erased')")
    .bind(inbox);
}

/** Does so for the inbox that the mails of `submission` go to, when its button is pressed for the first time. */
export function releaseConfirming(db: D1Database, submission: string): D1PreparedStatement {
  return db
    .prepare(
      `DELETE FROM suppression
        WHERE reason IN ('unsubscribed', 'erased') AND inbox IN (
          SELECT message.inbox FROM message JOIN submission ON submission.id = message.submission_id
           WHERE message.lead_id = submission.lead_id AND submission.id = ?1 AND submission.confirmed_at IS NULL)`,
    )
    .bind(submission);
}
