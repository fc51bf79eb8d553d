import type { Webhook } from "../../content/schema/backend.ts";
import type { Deps } from "../env.ts";
import { newId } from "../tokens.ts";

/** What a webhook can be told of. */
export type WebhookEvent = Webhook["events"][number];

/** A call about to be stored. */
export interface CallDraft {
  id: string;
  /** The webhook's name in site.yaml. */
  webhook: string;
}

/** One call, under a new identifier, for each webhook that wants to know of `event`. */
export function callsFor(
  { catalog, random }: Pick<Deps, "catalog" | "random">,
  event: WebhookEvent,
): CallDraft[] {
  return catalog.site.webhooks
    .filter(({ events }) => events.includes(event))
    .map(({ name }) => ({ id: newId(random), webhook: name }));
}

/**
 * Writes `calls` about one submission and its lead, if `condition`, the end of a SELECT from `submission`, finds it.
 *
 * In `condition`, ?4 and above are `values`. It belongs into the batch of what it tells of, before that is done.
 */
export function insertCalls(
  db: D1Database,
  event: WebhookEvent,
  calls: readonly CallDraft[],
  now: number,
  condition: string,
  ...values: (string | number)[]
): D1PreparedStatement[] {
  if (calls.length === 0) return [];
  return [
    db
      .prepare(
        `INSERT INTO webhook_call (id, webhook, event, submission_id, lead_id, next_at, created_at)
         SELECT told.value ->> 'id', told.value ->> 'webhook', ?2, submission.id, submission.lead_id, ?3, ?3
           FROM submission CROSS JOIN json_each(?1) AS told ${condition}`,
      )
      .bind(JSON.stringify(calls), event, now, ...values),
  ];
}
