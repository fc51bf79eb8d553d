/** How many who were asked one call of the clock looks at again. */
const most = 200;

// `asked` are those whose answer is waited for; ?1 is now, ?2 how long it is waited for.
const open = `SELECT renewal.lead_id, renewal.since, message.inbox, message.status, message.failure, message.sent_at,
    lead.seen_at, lead.erased_at
    FROM renewal JOIN message ON message.id = renewal.message_id JOIN lead ON lead.id = renewal.lead_id
   WHERE renewal.outcome IS NULL`;
const living = `(asked.seen_at > asked.since OR EXISTS (
    SELECT 1 FROM lead AS twin WHERE twin.merged_into = asked.lead_id AND twin.seen_at > asked.since)
  OR EXISTS (
    SELECT 1 FROM message JOIN lead AS other ON other.id = message.lead_id
     WHERE message.inbox = asked.inbox AND other.erased_at IS NULL AND other.seen_at > asked.since))`;
const overdue = "asked.status = 'sent' AND asked.sent_at <= ?1 - ?2";

/**
 * Ends the time of those who were asked: whoever gave a sign of life is written to as before, whoever did not answer is
 * let go, and of a mail that did not leave nothing follows. `?1` of all statements is now.
 *
 * The consent of those who are let go stands, for it lasts until its person takes it back; that their inbox gets no more
 * mails which nobody asked for is the business's own rule, and the person's word ends it.
 */
export function endingRenewals(db: D1Database, now: number, answer: number): D1PreparedStatement[] {
  const chosen = (which: string, by: string) =>
    `SELECT asked.lead_id, asked.since, asked.inbox FROM (${open} AND ${by} ORDER BY renewal.asked_at LIMIT ${most}) AS asked WHERE ${which}`;
  const end = (outcome: string, which: string, by: string) =>
    `UPDATE renewal SET outcome = '${outcome}', ended_at = ?1
      WHERE ?2 > 0 AND (lead_id, since) IN (SELECT lead_id, since FROM (${chosen(which, by)}))`;
  const silent = `${overdue} AND NOT ${living}`;
  // None leaves before it was asked for: who was asked later is not looked at.
  const byTime = "renewal.asked_at <= ?1 - ?2 AND message.status = 'sent' AND message.sent_at <= ?1 - ?2";
  const gone = "renewal.failed = 1 AND message.status IN ('dead', 'withheld')";
  return [
    // What it was to ask was no longer so when it was to leave: it was never asked.
    `DELETE FROM renewal WHERE ?1 > 0 AND ?2 > 0 AND (lead_id, since) IN (
       SELECT lead_id, since FROM (${chosen("asked.failure = 'needless'", gone)}))`,
    end("undelivered", "asked.failure IS NOT 'complaints'", gone),
    `INSERT INTO suppression (inbox, reason, at, silent)
     SELECT DISTINCT inbox, 'unsubscribed', ?1, 1 FROM (${chosen(silent, byTime)}) WHERE inbox IS NOT NULL
     ON CONFLICT DO NOTHING`,
    `UPDATE message SET status = 'withheld', failure = 'suppressed'
      WHERE status = 'queued' AND kind IN ('sequence', 'campaign') AND inbox IN (
        SELECT inbox FROM (${chosen(silent, byTime)}))`,
    end("life", `${overdue} AND ${living}`, byTime),
    end("silent", silent, byTime),
  ].map((sql) => db.prepare(sql).bind(now, answer));
}

/** Whether the time of anybody who was asked may have come to its end. */
export async function isAnybodyDue(db: D1Database, now: number, answer: number): Promise<boolean> {
  const found = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM renewal WHERE outcome IS NULL AND asked_at <= ?1)
         OR EXISTS (SELECT 1 FROM renewal WHERE outcome IS NULL AND failed = 1) AS due`,
    )
    .bind(now - answer)
    .first<0 | 1>("due");
  return found === 1;
}
