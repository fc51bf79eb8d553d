/** What only a look at the clock can find out about the outbox. */
export interface Facts {
  /** How many mails have left on the day asked about. */
  sent: number;
  /** Whether any mail waits that may leave. */
  waiting: 0 | 1;
  /** What the provider last said to a mail that waits too long; null when none does. */
  stuck: string | null;
  /** When the first open request about somebody's data is due; null where none is open. */
  due: number | null;
}

/**
 * How the outbox stands; a mail that could have left before `since`, and that nobody sends at this moment, waits too long.
 *
 * One that was put aside for days and taken up again could not.
 */
export async function readFacts(db: D1Database, day: string, now: number, since: number): Promise<Facts> {
  const waiting = "status IN ('queued', 'leased') AND kind <> 'alarm'";
  const row = await db
    .prepare(
      `SELECT coalesce((SELECT n FROM mail_count WHERE day = ?1), 0) AS sent,
         EXISTS (SELECT 1 FROM message WHERE ${waiting}) AS waiting,
         (SELECT coalesce(failure, '') FROM message
           WHERE ${waiting} AND first_at <= ?2 AND (attempts > 0 OR failure IS NOT NULL OR next_at <= ?2) AND (status = 'queued' OR next_at <= ?3) LIMIT 1) AS stuck,
         (SELECT min(due_at) FROM request WHERE done_at IS NULL) AS due`,
    )
    .bind(day, since, now)
    .first<Facts>();
  if (row === null) throw new Error("A SELECT without FROM has one row.");
  return row;
}

/** Whether a mail is given up that a person has not dealt with. */
export function isStillDead(db: D1Database): Promise<boolean> {
  return exists(db, "FROM message WHERE status = 'dead' AND bounce IS NULL AND kind <> 'alarm'");
}

/** Whether mails of `landing` wait because it had too many requests. */
export function isStillPaused(db: D1Database, landing: string): Promise<boolean> {
  return exists(
    db,
    `FROM message JOIN submission ON submission.id = message.submission_id
      WHERE message.status = 'withheld' AND failure = 'landing-cap' AND landing = ?1`,
    landing,
  );
}

/** Whether `campaign` stands still since then because of `reason`. */
export function isStillStopped(
  db: D1Database,
  { campaign, reason, since }: { campaign: string; reason: string; since: number },
): Promise<boolean> {
  const stopped = "FROM campaign WHERE name = ?1 AND status = 'stopped' AND reason = ?2 AND stopped_at > ?3";
  return exists(db, stopped, campaign, reason, since);
}

/** Whether a call of `webhook` is given up. */
export function isStillFailed(db: D1Database, webhook: string): Promise<boolean> {
  return exists(
    db,
    "FROM webhook_call WHERE webhook = ?1 AND status = 'dead' AND answer NOT IN ('off', 'unknown', 'HTTP 410')",
    webhook,
  );
}

async function exists(db: D1Database, from: string, ...values: (string | number)[]): Promise<boolean> {
  const found = await db
    .prepare(`SELECT 1 AS found ${from} LIMIT 1`)
    .bind(...values)
    .first("found");
  return found !== null;
}
