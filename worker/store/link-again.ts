import type { Limits } from "../../content/schema/limits.ts";

/** A submission whose mail may be sent once more. */
export interface SentGrants {
  /** The first grant, which links and mails name. */
  id: string;
  submissionId: string;
  leadId: string;
  landing: string;
  email: string;
  /** All of its grants, as a JSON list of `{ id, magnet }`. */
  grants: string;
}

// A coupon that is used, taken back or over brings nobody a mail by itself.
const worth = `("grant".coupon_code IS NULL OR (
  coupon.redeemed_at IS NULL AND coupon.voided_at IS NULL AND coupon.valid_until > ?2))`;
const columns = `first.id, submission.id AS submissionId, lead.id AS leadId, submission.landing, lead.email,
  (SELECT json_group_array(json_object('id', beside.id, 'magnet', beside.magnet))
     FROM "grant" AS beside WHERE beside.submission_id = submission.id) AS grants`;

/** What holds the latest grant of each magnet of the person `identity`, three submissions at most. */
export async function listSent(db: D1Database, identity: string, now: number): Promise<SentGrants[]> {
  const found = await db
    .prepare(
      `SELECT ${columns} FROM (
         SELECT "grant".submission_id, max(submission.at) AS at
           FROM lead
           JOIN submission ON submission.lead_id = lead.id
           JOIN "grant" ON "grant".submission_id = submission.id
           LEFT JOIN coupon ON coupon.code = "grant".coupon_code
          WHERE lead.identity = ?1 AND lead.erased_at IS NULL AND ${worth}
          GROUP BY "grant".magnet) AS latest
         JOIN "grant" AS first ON first.submission_id = latest.submission_id AND first.place = 0
         JOIN submission ON submission.id = latest.submission_id
         JOIN lead ON lead.id = submission.lead_id
        WHERE lead.email IS NOT NULL
        GROUP BY first.id ORDER BY max(latest.at) DESC LIMIT 3`,
    )
    .bind(identity, now)
    .all<SentGrants>();
  return found.results;
}

/** What the token with this hash opens, or opened before it ended. */
export async function listSentBy(db: D1Database, hash: string, now: number): Promise<SentGrants[]> {
  const found = await db
    .prepare(
      `SELECT ${columns} FROM token
         JOIN "grant" AS first ON first.id = token.subject_id
         JOIN submission ON submission.id = first.submission_id
         JOIN lead ON lead.id = submission.lead_id
        WHERE token.hash = ?1 AND token.purpose IN ('grant-page', 'grant-mail')
          AND lead.erased_at IS NULL AND lead.email IS NOT NULL
          AND EXISTS (
            SELECT 1 FROM "grant" LEFT JOIN coupon ON coupon.code = "grant".coupon_code
             WHERE "grant".submission_id = submission.id AND ${worth})`,
    )
    .bind(hash, now)
    .all<SentGrants>();
  return found.results;
}

/** One more mail for a submission's grants. */
export interface Again {
  id: string;
  /** Of the token that its link carries. */
  hash: string;
  inbox: string;
  at: number;
  /** What each of its grants gets, if its time or its uses are over. */
  renewed: readonly { id: string; expiresAt: number; uses: number }[];
  limits: Limits;
}

/**
 * Writes down one more mail for `sent`, within the caps of its inbox, and gives grants that have ended their time anew.
 *
 * Anyone can ask in the name of anyone: so the caps of people who have not proved their address hold for all.
 */
export async function sendAgain(db: D1Database, sent: SentGrants, again: Again): Promise<void> {
  const { id, hash, inbox, at, renewed, limits } = again;
  const queued = "EXISTS (SELECT 1 FROM message WHERE message.id = ?1)";
  await db.batch([
    db
      .prepare(
        `INSERT INTO message (id, kind, lead_id, submission_id, grant_id, inbox, first_at, next_at, created_at)
         SELECT ?1, 'delivery', ?2, ?3, ?4, ?5, spaced.first_at, spaced.first_at, ?6
           FROM (SELECT max(?6, coalesce(max(first_at), 0) + ?7) AS first_at,
                   count(*) FILTER (WHERE first_at > ?6 - 86400000) AS a_day
                   FROM message WHERE inbox = ?5 AND status <> 'withheld') AS spaced
          WHERE spaced.a_day < ?8
            AND NOT EXISTS (
              SELECT 1 FROM message WHERE inbox = ?5 AND grant_id = ?4 AND status IN ('queued', 'leased'))
            AND NOT EXISTS (
              SELECT 1 FROM suppression WHERE inbox = ?5 AND reason IN ('bounce', 'complaint', 'owner', 'erased'))`,
      )
      .bind(
        id,
        sent.leadId,
        sent.submissionId,
        sent.id,
        inbox,
        at,
        limits.inbox.spacing * 1000,
        limits.inbox.day,
      ),
    db
      .prepare(
        `UPDATE "grant" SET expires_at = anew.value ->> 'expiresAt', uses_left = anew.value ->> 'uses'
           FROM json_each(?2) AS anew
          WHERE "grant".id = anew.value ->> 'id' AND ${queued} AND coupon_code IS NULL
            AND (expires_at <= ?3 OR uses_left = 0)`,
      )
      .bind(id, JSON.stringify(renewed), at),
    db
      .prepare(
        `INSERT INTO token (hash, purpose, subject_id, expires_at)
         SELECT ?2, 'grant-mail', ?3, max(expires_at) FROM "grant" WHERE submission_id = ?4 AND ${queued}
         HAVING max(expires_at) IS NOT NULL
         ON CONFLICT (hash) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)`,
      )
      .bind(id, hash, sent.id, sent.submissionId),
  ]);
}
