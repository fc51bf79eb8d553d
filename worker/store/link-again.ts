import type { Limits } from "../../content/schema/limits.ts";

/** A grant whose mail may be sent once more. */
export interface SentGrant {
  id: string;
  submissionId: string;
  leadId: string;
  magnet: string;
  landing: string;
  /** Whether its time or its uses are over. */
  ended: 0 | 1;
}

/** The latest grant of each magnet of the person `identity`, three at most; a coupon that is used or over is none. */
export async function listEnded(db: D1Database, identity: string, now: number): Promise<SentGrant[]> {
  const found = await db
    .prepare(
      `SELECT "grant".id, submission.id AS submissionId, lead.id AS leadId, "grant".magnet, submission.landing,
         coupon_code IS NULL AND ("grant".expires_at <= ?2 OR uses_left = 0) AS ended, max(submission.at)
         FROM lead
         JOIN submission ON submission.lead_id = lead.id
         JOIN "grant" ON "grant".submission_id = submission.id
         LEFT JOIN coupon ON coupon.code = "grant".coupon_code
        WHERE lead.identity = ?1 AND lead.erased_at IS NULL
          AND (coupon_code IS NULL OR (coupon.redeemed_at IS NULL AND coupon.valid_until > ?2))
        GROUP BY "grant".magnet ORDER BY max(submission.at) DESC LIMIT 3`,
    )
    .bind(identity, now)
    .all<SentGrant>();
  return found.results;
}

/** One more mail for a grant. */
export interface Again {
  id: string;
  /** Of the token that its link carries. */
  hash: string;
  inbox: string;
  at: number;
  /** What a grant gets whose time or uses are over. */
  renewed: { expiresAt: number; uses: number };
  limits: Limits;
}

/**
 * Writes down one more mail for `grant`, within the caps of its inbox, and gives a grant that has ended its time anew.
 *
 * Anyone can ask in the name of anyone: so the caps of people who have not proved their address hold for all.
 */
export async function sendAgain(db: D1Database, grant: SentGrant, again: Again): Promise<void> {
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
        grant.leadId,
        grant.submissionId,
        grant.id,
        inbox,
        at,
        limits.inbox.spacing * 1000,
        limits.inbox.day,
      ),
    db
      .prepare(
        `UPDATE "grant" SET expires_at = ?3, uses_left = ?4
          WHERE id = ?2 AND ${queued} AND coupon_code IS NULL AND (expires_at <= ?5 OR uses_left = 0)`,
      )
      .bind(id, grant.id, renewed.expiresAt, renewed.uses, at),
    db
      .prepare(
        `INSERT INTO token (hash, purpose, subject_id, expires_at)
         SELECT ?2, 'grant-mail', "grant".id, "grant".expires_at FROM "grant" WHERE id = ?3 AND ${queued}
         ON CONFLICT (hash) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)`,
      )
      .bind(id, hash, grant.id),
  ]);
}
