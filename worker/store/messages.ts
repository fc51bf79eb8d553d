import { leaseTime } from "./intake.ts";

const mostAttempts = 10;
const longestWait = 86_400_000;
const givenUpAfter = 75 * 3_600_000;

/** What a message is for. */
export type MessageKind = "delivery" | "confirmation" | "copy" | "erasure" | "notice" | "alarm";

/** A message and what its text is made from. */
export interface DueMessage {
  id: string;
  kind: MessageKind;
  attempts: number;
  createdAt: number;
  /** The lead's address, or that of someone of the business; null where it is no longer known. */
  to: string | null;
  /** What an alarm is about, as JSON. */
  about: string | null;
  submissionId: string | null;
  leadId: string | null;
  landing: string | null;
  magnet: string | null;
  grantId: string | null;
  /** The answers of its submission, as JSON. */
  answers: string | null;
  /** When the grant ends. */
  expiresAt: number | null;
  /** When the coupon ends. */
  validUntil: number | null;
}

/** A message about to be stored, and the sender that holds it from the start. */
export interface MessageDraft {
  id: string;
  kind: "delivery" | "confirmation";
  lease: string | null;
  /** Keyed hash of the inbox that it goes to. */
  inbox: string;
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
        `SELECT message.id, kind, attempts, message.created_at AS createdAt, about, message.submission_id AS submissionId,
           coalesce(recipient, lead.email, held ->> '$.person.email') AS "to", message.lead_id AS leadId,
           submission.landing, "grant".magnet, message.grant_id AS grantId, answers,
           "grant".expires_at AS expiresAt, coupon.valid_until AS validUntil
           FROM message
           LEFT JOIN lead ON lead.id = message.lead_id
           LEFT JOIN submission ON submission.id = message.submission_id
           LEFT JOIN "grant" ON "grant".id = message.grant_id
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
