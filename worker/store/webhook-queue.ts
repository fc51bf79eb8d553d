import { raiseAlarm } from "./alarms.ts";
import type { WebhookEvent } from "./webhook-calls.ts";

/** A call about to be made, and what its text is made from: rows as they stood when it happened. */
export interface DueCall {
  id: string;
  webhook: string;
  event: WebhookEvent;
  attempts: number;
  createdAt: number;
  leadId: string | null;
  submissionId: string | null;
  landing: string | null;
  form: string | null;
  locale: string | null;
  pageUrl: string | null;
  /** When the submission was sent. */
  at: number | null;
  /** JSON: the answers, the source of the visit, and that of the lead's first one. */
  answers: string | null;
  source: string | null;
  firstSource: string | null;
  /** JSON: the lead's receipts up to then, the oldest first. */
  receipts: string;
  coupon: string | null;
  magnet: string | null;
  shop: string | null;
}

/** How long a sender may hold calls before another takes them for lost, in milliseconds. */
const leaseTime = 120_000;

/** Takes calls that are due, for the sender named `lease` alone: the longest due, or those with these identifiers. */
export async function leaseCalls(
  db: D1Database,
  lease: string,
  now: number,
  wanted: { most: number } | { ids: readonly string[] },
): Promise<DueCall[]> {
  const due = "status IN ('queued', 'leased') AND next_at <= ?2";
  const [chosen, value] =
    "ids" in wanted
      ? [`SELECT value FROM json_each(?3)) AND ${due}`, JSON.stringify(wanted.ids)]
      : [`SELECT id FROM webhook_call WHERE ${due} ORDER BY next_at LIMIT ?3)`, wanted.most];
  const [, taken] = await db.batch<DueCall>([
    db
      .prepare(
        `UPDATE webhook_call SET status = 'leased', lease = ?1, attempts = attempts + 1, next_at = ?2 + ${leaseTime}
          WHERE id IN (${chosen}`,
      )
      .bind(lease, now, value),
    db
      .prepare(
        `SELECT webhook_call.id, webhook, event, attempts, webhook_call.created_at AS createdAt,
           webhook_call.lead_id AS leadId, submission.id AS submissionId, submission.landing, form, submission.locale,
           page_url AS pageUrl, submission.at, answers, submission.source, first_source AS firstSource,
           coupon.code AS coupon, coupon.magnet, coupon.shop,
           (SELECT json_group_array(json_object('purpose', purpose, 'granted', granted, 'channel', channel, 'at', at,
                'wording', wording, 'wordingHash', wording_hash, 'version', version) ORDER BY receipt.id)
              FROM receipt
             WHERE receipt.lead_id = webhook_call.lead_id AND receipt.at <= webhook_call.created_at) AS receipts
           FROM webhook_call
           LEFT JOIN submission ON submission.id = webhook_call.submission_id
           LEFT JOIN lead ON lead.id = webhook_call.lead_id
           LEFT JOIN coupon ON coupon.submission_id = submission.id AND coupon.redeemed_at <= webhook_call.created_at
          WHERE webhook_call.lease = ?1 AND webhook_call.status = 'leased'
            AND webhook_call.status IN ('queued', 'leased') AND webhook_call.next_at = ?2 + ${leaseTime}
          GROUP BY webhook_call.id ORDER BY webhook_call.created_at`,
      )
      .bind(lease, now),
  ]);
  return taken?.results ?? [];
}

/** What became of a leased call; `answer` is a status, or the name of the failure. */
export type CallOutcome = { id: string; answer: string } & (
  | { result: "sent" | "dead" }
  | { result: "failed"; next: number }
);

/** Writes down what became of the calls that `lease` holds. */
export async function settleCalls(
  db: D1Database,
  lease: string,
  now: number,
  outcomes: readonly CallOutcome[],
): Promise<void> {
  const rows = outcomes.map((outcome) => ({
    id: outcome.id,
    status: outcome.result === "failed" ? "queued" : outcome.result,
    answer: outcome.answer,
    ...(outcome.result === "failed" ? { next: outcome.next } : {}),
    ...(outcome.result === "sent" ? { sentAt: now } : {}),
  }));
  await db
    .prepare(
      `UPDATE webhook_call SET status = settled.value ->> 'status', lease = NULL, answer = settled.value ->> 'answer',
         next_at = coalesce(settled.value ->> 'next', next_at), sent_at = settled.value ->> 'sentAt'
         FROM json_each(?1) AS settled
        WHERE webhook_call.id = settled.value ->> 'id' AND lease = ?2 AND webhook_call.status = 'leased'`,
    )
    .bind(JSON.stringify(rows), lease)
    .run();
}

/** The webhooks that are off, each with the address that asked for it. */
export async function listOff(db: D1Database): Promise<{ webhook: string; url: string; at: number }[]> {
  const found = await db
    .prepare("SELECT webhook, url, at FROM webhook_off ORDER BY webhook")
    .all<{ webhook: string; url: string; at: number }>();
  return found.results;
}

/** Tells a webhook nothing any more, as long as it has this address. */
export async function turnOff(db: D1Database, webhook: string, url: string, now: number): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO webhook_off (webhook, url, at) VALUES (?1, ?2, ?3)
         ON CONFLICT (webhook) DO UPDATE SET url = excluded.url, at = excluded.at`,
      )
      .bind(webhook, url, now),
    raiseAlarm(db, `webhook-off:${webhook}`, now, webhook),
  ]);
}

/** Tells a webhook again what happens from now on. */
export function turnOn(db: D1Database, webhook: string): D1PreparedStatement {
  return db.prepare("DELETE FROM webhook_off WHERE webhook = ?1").bind(webhook);
}
