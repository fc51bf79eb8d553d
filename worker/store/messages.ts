/** How long a sender may hold messages before another takes them for lost, in milliseconds. */
const leaseTime = 120_000;
const mostAttempts = 10;
const longestWait = 86_400_000;
const givenUpAfter = 75 * 3_600_000;

/** A message and what its text is made from. */
export interface DueMessage {
  id: string;
  attempts: number;
  createdAt: number;
  grantId: string;
  to: string | null;
  landing: string;
  magnet: string;
  answers: string;
  expiresAt: number;
  validUntil: number | null;
}

/** A message about to be stored, and the sender that holds it from the start. */
export interface MessageDraft {
  id: string;
  lease: string | null;
}

/** Puts the delivery of a grant into the outbox. */
export function insertMessage(
  db: D1Database,
  message: MessageDraft,
  grant: string,
  at: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO message (id, kind, lead_id, submission_id, grant_id, status, attempts, lease, next_at, created_at)
       SELECT ?1, 'delivery', lead_id, submission_id, id, iif(?2 IS NULL, 'queued', 'leased'), ?2 IS NOT NULL, ?2,
         ?4 + iif(?2 IS NULL, 0, ${leaseTime}), ?4
         FROM "grant" WHERE id = ?3`,
    )
    .bind(message.id, message.lease, grant, at);
}

/** Takes up to `count` messages that are due, for the sender named `lease` alone. */
export async function leaseMessages(
  db: D1Database,
  lease: string,
  now: number,
  count: number,
): Promise<DueMessage[]> {
  const [, taken] = await db.batch<DueMessage>([
    db
      .prepare(
        `UPDATE message SET status = 'leased', lease = ?1, attempts = attempts + 1, next_at = ?2 + ${leaseTime}
          WHERE id IN (
            SELECT id FROM message
             WHERE status IN ('queued', 'leased') AND next_at <= ?2
             ORDER BY next_at LIMIT ?3
          )`,
      )
      .bind(lease, now, count),
    db
      .prepare(
        `SELECT message.id, attempts, message.created_at AS createdAt, message.grant_id AS grantId, lead.email AS "to",
           submission.landing, "grant".magnet, answers, "grant".expires_at AS expiresAt,
           coupon.valid_until AS validUntil
           FROM message
           JOIN lead ON lead.id = message.lead_id
           JOIN submission ON submission.id = message.submission_id
           JOIN "grant" ON "grant".id = message.grant_id
           LEFT JOIN coupon ON coupon.code = "grant".coupon_code
          WHERE message.lease = ?1 AND message.status = 'leased'
          ORDER BY message.created_at`,
      )
      .bind(lease),
  ]);
  return taken?.results ?? [];
}

/** What became of a leased message. */
export type Outcome =
  | { id: string; result: "sent"; provider: string; providerId: string | null }
  | { id: string; result: "failed"; failure: string; attempts: number; createdAt: number; retryAfter: number }
  | { id: string; result: "dead"; failure: string }
  /** Nothing can leave now, and that is no fault of the message: the try does not count. */
  | { id: string; result: "held"; failure: string };

/** Writes down what became of the messages that `lease` holds. */
export async function settleMessages(
  db: D1Database,
  lease: string,
  now: number,
  outcomes: readonly Outcome[],
) {
  if (outcomes.length > 0) await db.batch(outcomes.map((outcome) => settle(db, lease, now, outcome)));
}

function settle(db: D1Database, lease: string, now: number, outcome: Outcome): D1PreparedStatement {
  // A sender whose lease ran out no longer speaks for the message.
  const held = "WHERE id = ?1 AND lease = ?2 AND status = 'leased'";
  switch (outcome.result) {
    case "sent":
      return db
        .prepare(
          `UPDATE message SET status = 'sent', lease = NULL, sent_at = ?3, provider = ?4, provider_id = ?5, failure = NULL ${held}`,
        )
        .bind(outcome.id, lease, now, outcome.provider, outcome.providerId);
    case "failed": {
      const dead = outcome.attempts >= mostAttempts || now - outcome.createdAt >= givenUpAfter;
      return db
        .prepare(`UPDATE message SET status = ?3, lease = NULL, next_at = ?4, failure = ?5 ${held}`)
        .bind(outcome.id, lease, dead ? "dead" : "queued", now + wait(outcome), outcome.failure);
    }
    case "dead":
      return db
        .prepare(`UPDATE message SET status = 'dead', lease = NULL, failure = ?3 ${held}`)
        .bind(outcome.id, lease, outcome.failure);
    case "held":
      return db
        .prepare(
          `UPDATE message SET status = 'queued', lease = NULL, attempts = attempts - 1, next_at = ?3, failure = ?4 ${held}`,
        )
        .bind(outcome.id, lease, now + 900_000, outcome.failure);
  }
}

/** One minute, then four times as long each time, up to a day, give or take a fifth; never sooner than the provider asked. */
function wait({ attempts, retryAfter }: { attempts: number; retryAfter: number }): number {
  const backoff = Math.min(60_000 * 4 ** (attempts - 1), longestWait);
  return Math.round(Math.max(backoff * (0.8 + Math.random() * 0.4), retryAfter));
}

/** How many messages wait and were given up, and for how long the oldest has waited. */
export async function countOutbox(db: D1Database, now: number) {
  const row = await db
    .prepare(
      `SELECT count(*) AS waiting, coalesce(?1 - min(created_at), 0) AS oldest,
         (SELECT count(*) FROM message WHERE status = 'dead') AS dead
         FROM message WHERE status IN ('queued', 'leased')`,
    )
    .bind(now)
    .first<{ waiting: number; dead: number; oldest: number }>();
  return row ?? { waiting: 0, dead: 0, oldest: 0 };
}
