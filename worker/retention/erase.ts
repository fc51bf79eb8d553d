import type { Deps } from "../env.ts";
import { newId } from "../tokens.ts";
import type { Due } from "./due.ts";

/** Leads about to be erased. */
export interface Doomed {
  ids: readonly string[];
  /** What must still be true of a lead at the moment itself: one that came back meanwhile stays. */
  due: Due;
  now: number;
  /** The one token that goes on opening its page, to say that it is done. */
  keptToken?: string;
}

/**
 * Takes everything out of the database that tells who `ids` are.
 *
 * The rows stay, empty, for receipts and counts refer to them. The first statement that changes something empties the
 * leads, and all that follow do nothing but to those that it has emptied: all in one batch, or nothing.
 */
export function erasing(deps: Deps, doomed: Doomed): D1PreparedStatement[] {
  const { ids, due, now, keptToken = "" } = doomed;
  const list = JSON.stringify(ids);
  const { db } = deps;
  const chosen = `SELECT lead.id FROM lead WHERE lead.id IN (SELECT value FROM json_each(?1))`;
  const before = (sql: string) => db.prepare(sql.replace("$LEADS", `${chosen} AND ${due.sql}`));
  const after = (sql: string) => db.prepare(sql.replaceAll("$LEADS", `${chosen} AND lead.erased_at = ?2`));
  return [
    ...calls(deps, doomed, chosen),
    // A post in quarantine is nobody's yet, and names its sender all the same.
    before(
      `UPDATE submission SET ${emptied}
        WHERE status = 'quarantined' AND at <= ?2 AND held ->> '$.person.identity' IN (
          SELECT identity FROM lead WHERE id IN ($LEADS))`,
    ).bind(list, now, ...due.values),
    // Notes, tags and what else hangs on a lead goes by a trigger of this one.
    before(
      `UPDATE lead SET identity = NULL, email = NULL, phone = NULL, given_name = NULL, family_name = NULL,
         first_source = '{}', last_source = '{}', disposable = NULL, assignee = NULL, merged_into = NULL, fit = 0,
         heat = 0, quality = NULL, quality_reasons = NULL, erased_at = ?2
        WHERE id IN ($LEADS)`,
    ).bind(list, now, ...due.values),
    after(`UPDATE submission SET ${emptied} WHERE lead_id IN ($LEADS)`).bind(list, now),
    after(
      `DELETE FROM token WHERE hash <> ?3 AND (subject_id IN (
         SELECT id FROM submission WHERE lead_id IN ($LEADS)
         UNION ALL SELECT id FROM "grant" WHERE lead_id IN ($LEADS)
         UNION ALL SELECT id FROM message WHERE lead_id IN ($LEADS))
         OR (purpose = 'prefill' AND substr(subject_id, 1, 22) IN ($LEADS)))`,
    ).bind(list, now, keptToken),
    after(
      `UPDATE message SET inbox = NULL, about = NULL, reason = NULL,
         status = CASE WHEN status IN ('queued', 'leased') THEN 'withheld' ELSE status END,
         failure = CASE WHEN status IN ('queued', 'leased') THEN 'erased' ELSE failure END,
         lease = NULL
        WHERE lead_id IN ($LEADS)`,
    ).bind(list, now),
    after(
      `UPDATE "grant" SET expires_at = min(expires_at, ?2), uses_left = 0, open_until = NULL
        WHERE lead_id IN ($LEADS)`,
    ).bind(list, now),
    after(
      `UPDATE coupon SET inbox = NULL, phone = NULL,
         valid_until = iif(redeemed_at IS NULL, max(valid_from + 1, min(valid_until, ?2)), valid_until)
        WHERE lead_id IN ($LEADS)`,
    ).bind(list, now),
    // A reason is in the owner's own words, and may name the person.
    after(
      `UPDATE coupon_act SET reason = NULL
        WHERE reason IS NOT NULL AND code IN (SELECT code FROM coupon WHERE lead_id IN ($LEADS))`,
    ).bind(list, now),
    after("UPDATE request SET note = NULL, contact = NULL WHERE lead_id IN ($LEADS)").bind(list, now),
    after(
      `DELETE FROM webhook_call WHERE event <> 'erase' AND status IN ('queued', 'leased') AND lead_id IN ($LEADS)`,
    ).bind(list, now),
  ];
}

// The fingerprint that stays is the row's own name, filled up: it says nothing, and is nobody else's.
const emptied = `answers = '{}', source = '{}', network = NULL, agent = NULL, held = NULL, idempotency_key = NULL,
  fingerprint = substr(id || '---------------------', 1, 43),
  page_url = substr(page_url, 1, instr(page_url || '?', '?') - 1)`;

/** Those who were told of the lead are told that it is to be forgotten. */
function calls(
  { db, catalog, random }: Deps,
  { ids, due, now }: Doomed,
  chosen: string,
): D1PreparedStatement[] {
  const told = catalog.site.webhooks
    .filter(({ events }) => events.includes("erase"))
    .flatMap(({ name }) => ids.map((lead) => ({ id: newId(random), webhook: name, lead })));
  if (told.length === 0) return [];
  // The list takes the place of the leads' own, and the condition keeps its numbers from ?3 on.
  const last = `?${3 + due.values.length}`;
  return [
    db
      .prepare(
        `INSERT INTO webhook_call (id, webhook, event, lead_id, next_at, created_at)
         SELECT told.value ->> 'id', told.value ->> 'webhook', 'erase', told.value ->> 'lead', ?2, ?2
           FROM json_each(${last}) AS told WHERE told.value ->> 'lead' IN (${chosen} AND ${due.sql})`,
      )
      .bind(JSON.stringify(ids), now, ...due.values, JSON.stringify(told)),
  ];
}
