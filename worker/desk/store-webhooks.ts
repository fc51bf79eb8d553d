import type { WebhookEvent } from "../store/webhook-calls.ts";

/** A call as the desk lists it. */
export interface CallRow {
  id: string;
  webhook: string;
  event: WebhookEvent;
  leadId: string | null;
  status: "queued" | "leased" | "sent" | "dead";
  attempts: number;
  answer: string | null;
  nextAt: number;
  createdAt: number;
}

/** The latest calls. */
export async function listCalls(db: D1Database, limit: number): Promise<CallRow[]> {
  const found = await db
    .prepare(
      `SELECT id, webhook, event, lead_id AS leadId, status, attempts, answer, next_at AS nextAt,
         created_at AS createdAt
         FROM webhook_call ORDER BY created_at DESC, id LIMIT ?1`,
    )
    .bind(limit)
    .all<CallRow>();
  return found.results;
}

/** How many calls of each webhook are given up. */
export async function countFailed(db: D1Database): Promise<Map<string, number>> {
  const found = await db
    .prepare("SELECT webhook, count(*) AS n FROM webhook_call WHERE status = 'dead' GROUP BY webhook")
    .all<{ webhook: string; n: number }>();
  return new Map(found.results.map(({ webhook, n }) => [webhook, n]));
}

/** Makes a call again that has ended; its receiver knows it by the same identifier. */
export function replayCall(db: D1Database, id: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE webhook_call SET status = 'queued', attempts = 0, next_at = ?2, sent_at = NULL
        WHERE id = ?1 AND status IN ('sent', 'dead')`,
    )
    .bind(id, now);
}

/** Makes all calls of `webhook` again that were given up. */
export function replayFailed(db: D1Database, webhook: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      "UPDATE webhook_call SET status = 'queued', attempts = 0, next_at = ?2 WHERE webhook = ?1 AND status = 'dead'",
    )
    .bind(webhook, now);
}
