import type { MessageKind } from "../store/messages.ts";

/** A mail that has not left. */
export interface MailRow {
  id: string;
  kind: MessageKind;
  /** Whom it goes to, if that is still known. */
  to: string | null;
  leadId: string | null;
  attempts: number;
  failure: string | null;
  nextAt: number;
  createdAt: number;
}

/** Mails of one page that are kept back because too many were asked for. */
export interface PausedRow {
  landing: string;
  n: number;
  since: number;
}

const columns = `message.id, kind, coalesce(recipient, lead.email) AS "to", message.lead_id AS leadId, attempts, failure,
  next_at AS nextAt, message.created_at AS createdAt FROM message LEFT JOIN lead ON lead.id = message.lead_id`;
// The index message_dead is taken only where its own words stand beside.
const dead = "message.status IN ('dead', 'withheld') AND message.status = 'dead' AND bounce IS NULL";
const paused = "message.status = 'withheld' AND failure = 'landing-cap'";

/** Mails that wait for their turn, the next one first. */
export async function listWaiting(db: D1Database, limit: number): Promise<MailRow[]> {
  const found = await db
    .prepare(`SELECT ${columns} WHERE message.status IN ('queued', 'leased') ORDER BY next_at LIMIT ?1`)
    .bind(limit)
    .all<MailRow>();
  return found.results;
}

/** Mails that were given up and are nobody's fault but the way's, the latest first; what an inbox refused needs no hand. */
export async function listDead(db: D1Database, limit: number): Promise<MailRow[]> {
  const found = await db
    .prepare(`SELECT ${columns} WHERE ${dead} ORDER BY message.created_at DESC LIMIT ?1`)
    .bind(limit)
    .all<MailRow>();
  return found.results;
}

/** The pages that had more requests than they may, with how many mails wait. */
export async function listPaused(db: D1Database): Promise<PausedRow[]> {
  const found = await db
    .prepare(
      `SELECT landing, count(*) AS n, min(message.created_at) AS since
         FROM message JOIN submission ON submission.id = message.submission_id
        WHERE ${paused} GROUP BY landing ORDER BY n DESC`,
    )
    .all<PausedRow>();
  return found.results;
}

// Those who leave together leave one a second: a provider that was overrun once is not overrun again.
const spread = "?1 + (row_number() OVER (ORDER BY message.created_at) - 1) * 1000";
const afresh = "status = 'queued', attempts = 0, failure = NULL, first_at = turn.at, next_at = turn.at";

/** Sends a mail that was given up again, or all of them where `id` is null. */
export function sendAgain(db: D1Database, id: string | null, now: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE message SET ${afresh}
         FROM (SELECT id, ${spread} AS at FROM message WHERE ${dead} AND (?2 IS NULL OR id = ?2)) AS turn
        WHERE message.id = turn.id`,
    )
    .bind(now, id);
}

/** Puts a mail away that was given up: it stays on the lead's page and asks for nobody. */
export function putAway(db: D1Database, id: string): D1PreparedStatement {
  return db
    .prepare(`UPDATE message SET status = 'withheld', failure = 'put-away' WHERE id = ?1 AND ${dead}`)
    .bind(id);
}

/** Lets the mails of `landing` leave that its cap keeps back. */
export function releasePaused(db: D1Database, landing: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE message SET ${afresh}
         FROM (SELECT message.id, ${spread} AS at
                 FROM message JOIN submission ON submission.id = message.submission_id
                WHERE ${paused} AND landing = ?2) AS turn
        WHERE message.id = turn.id`,
    )
    .bind(now, landing);
}

/** Keeps the mails of `landing` back for good. */
export function dropPaused(db: D1Database, landing: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE message SET failure = 'dropped'
        WHERE ${paused} AND submission_id IN (SELECT id FROM submission WHERE landing = ?1)`,
    )
    .bind(landing);
}
