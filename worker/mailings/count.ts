import type { Where } from "../segments/compile.ts";
import { type NoPermission, permissionOf } from "./permission.ts";
import type { Rule } from "./rule.ts";

/** Why somebody would not get a mailing: without permission, or kept from being written to (`stopped`: by the owner). */
export type LeftOut = NoPermission | "bounced" | "complained" | "unsubscribed" | "stopped";

/** How many leads may be written to, and how many not, by reason. */
export interface Whom {
  may: number;
  leftOut: Partial<Record<LeftOut, number>>;
}

/**
 * Says of a row of `lead` why it would get no mail under `rule`, its inbox included; NULL: it would.
 *
 * For counts alone: inboxes are known by the mails they had. The mails themselves are judged one by one as they are
 * written, and again as they leave.
 */
export function reasonOf(rule: Rule, first: number) {
  const { sql, values } = permissionOf(rule, first);
  return { sql: `coalesce(${sql}, ${suppressed})`, values };
}

// The inboxes that mails to the lead went to, and that were given in a sale.
const suppressed = `(SELECT CASE suppression.reason WHEN 'bounce' THEN 'bounced' WHEN 'complaint' THEN 'complained'
    WHEN 'owner' THEN 'stopped' ELSE 'unsubscribed' END FROM suppression
   WHERE suppression.inbox IN (SELECT message.inbox FROM message WHERE message.lead_id = lead.id
     UNION ALL SELECT sale.inbox FROM sale WHERE sale.lead_id = lead.id) LIMIT 1)`;

interface Counted {
  reason: LeftOut | null;
  n: number;
}

/** Counts who of the leads under `where`, whose parameters begin at `?1`, may be written to, and who not, whatever their inbox says. */
export async function countPermitted(db: D1Database, rule: Rule, where: Where): Promise<Whom> {
  const { sql, values } = permissionOf(rule, where.values.length + 1);
  const { results } = await db
    .prepare(
      `SELECT reason, count(*) AS n FROM (SELECT ${sql} AS reason FROM lead WHERE ${where.sql}) GROUP BY reason`,
    )
    .bind(...where.values, ...values)
    .all<Counted>();
  const whom: Whom = { may: 0, leftOut: {} };
  for (const { reason, n } of results) {
    if (reason === null) whom.may = n;
    else whom.leftOut[reason] = n;
  }
  return whom;
}

/** Counts those of them who may be written to, but for their inbox: out of the few inboxes that are suppressed, not out of all leads. */
export async function countSuppressed(db: D1Database, rule: Rule, where: Where): Promise<Whom["leftOut"]> {
  const { sql, values } = permissionOf(rule, where.values.length + 1);
  const { results } = await db
    .prepare(
      `SELECT reason, count(*) AS n FROM (
         SELECT ${suppressed} AS reason FROM lead
          WHERE lead.id IN (
              SELECT message.lead_id FROM suppression CROSS JOIN message ON message.inbox = suppression.inbox
              UNION ALL SELECT sale.lead_id FROM sale CROSS JOIN suppression ON suppression.inbox = sale.inbox)
            AND ${where.sql} AND ${sql} IS NULL)
        WHERE reason IS NOT NULL GROUP BY reason`,
    )
    .bind(...where.values, ...values)
    .all<Counted>();
  return Object.fromEntries(results.map(({ reason, n }) => [reason, n]));
}
