import { isStopped } from "../campaigns/stopped.ts";
import { isPaused, isUnjudged } from "../sequences/halted.ts";
import { isHeld, unasked } from "./complaints.ts";
import { leaseTime } from "./intake.ts";

/** What a message is for. */
export type MessageKind =
  | "delivery"
  | "confirmation"
  | "copy"
  | "erasure"
  | "notice"
  | "alarm"
  | "sequence"
  | "campaign";

/** A message and what its text is made from. */
export interface DueMessage {
  id: string;
  kind: MessageKind;
  /** Which mail of content it is, and which of its subjects it bears; null for mails of the service. */
  mailing: string | null;
  variant: number | null;
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
  /** Where its visitor came from, as JSON. */
  source: string | null;
  /** The purposes that were ticked, as JSON. */
  consents: string | null;
  /** When its submission came. */
  askedAt: number | null;
  /** When the grant ends. */
  expiresAt: number | null;
  /** Until when the grant's files were open, if ever they were. */
  openUntil: number | null;
  /** The coupon behind the grant. */
  couponCode: string | null;
  /** From when and until when it is honoured. */
  validFrom: number | null;
  validUntil: number | null;
  /** 1: it was used, or taken back. */
  couponOver: 0 | 1 | null;
}

/** A message about to be stored, and the sender that holds it from the start. */
export interface MessageDraft {
  id: string;
  kind: "delivery" | "confirmation";
  lease: string | null;
  /** Keyed hash of the inbox that it goes to. */
  inbox: string;
}

/** Which messages to take of those that are due: the longest due, or the alarms, or those with these identifiers. */
export type Wanted = { lane: "mails" | "alarms"; most: number } | { ids: readonly string[] };

// What somebody asked for goes first, however long mails of content have waited.
const isOfContent = "kind IN ('sequence', 'campaign')";
const lanes = { mails: "kind <> 'alarm'", alarms: "kind = 'alarm'" };

/** Takes messages that are due, for the sender named `lease` alone. */
export async function leaseMessages(
  db: D1Database,
  lease: string,
  now: number,
  wanted: Wanted,
): Promise<DueMessage[]> {
  const due = `status IN ('queued', 'leased') AND next_at <= ?2 AND NOT (${unasked} AND ${isHeld}) AND NOT ${isStopped}
    AND NOT ${isPaused} AND NOT ${isUnjudged}`;
  const [chosen, ...values] =
    "ids" in wanted
      ? [`SELECT value FROM json_each(?3)) AND ${due} AND kind <> 'alarm'`, JSON.stringify(wanted.ids)]
      : [
          `SELECT id FROM message WHERE ${due} AND ${lanes[wanted.lane]} ORDER BY ${isOfContent}, next_at LIMIT ?3)`,
          wanted.most,
        ];
  // What was just taken is found by its moment and the index's own words, not among all mails that ever were.
  const [, taken] = await db.batch<DueMessage>([
    db
      .prepare(
        `UPDATE message SET status = 'leased', lease = ?1, attempts = attempts + 1, next_at = ?2 + ${leaseTime}
          WHERE id IN (${chosen}`,
      )
      .bind(lease, now, ...values),
    db
      .prepare(
        `SELECT message.id, kind, mailing, variant, attempts, message.created_at AS createdAt, about, message.submission_id AS submissionId,
           coalesce(recipient, lead.email, held ->> '$.person.email') AS "to", message.lead_id AS leadId,
           submission.landing, "grant".magnet, message.grant_id AS grantId, answers, submission.source, consents,
           submission.at AS askedAt, "grant".expires_at AS expiresAt, "grant".open_until AS openUntil, coupon.code AS couponCode,
           coupon.valid_from AS validFrom, coupon.valid_until AS validUntil,
           coupon.redeemed_at IS NOT NULL OR coupon.voided_at IS NOT NULL AS couponOver
           FROM message
           LEFT JOIN lead ON lead.id = message.lead_id
           LEFT JOIN submission ON submission.id = message.submission_id
           LEFT JOIN "grant" ON "grant".id = message.grant_id
           LEFT JOIN coupon ON coupon.code = "grant".coupon_code
          WHERE message.lease = ?1 AND message.status = 'leased'
            AND message.status IN ('queued', 'leased') AND message.next_at = ?2 + ${leaseTime}
          ORDER BY message.created_at`,
      )
      .bind(lease, now),
  ]);
  return taken?.results ?? [];
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
