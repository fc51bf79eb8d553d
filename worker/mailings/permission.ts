import type { Value } from "../segments/bound.ts";
import { consentStateOf } from "../store/consent-state.ts";
import { restraintOf } from "./restraint.ts";
import type { Rule } from "./rule.ts";

/** Why somebody may not be written to, whatever the inbox says. */
export type NoPermission = "gone" | "no-address" | "restricted" | "withdrawn" | "unconfirmed" | "no-consent";

/** An expression on a row of `lead`, and the values of its parameters, `?first` and those that follow. */
export interface Judged {
  sql: string;
  values: Value[];
}

/** What `permissionSql` is made of: names of columns, or numbers of parameters; never a value. */
interface Asked {
  purpose: string;
  /** The forms that ask for it, as JSON. */
  forms: string;
  /** Whether a sale is enough. */
  sales: string;
  /** The inbox that would be written to. */
  inbox: string;
}

/** Says of a row of `lead` why it may not get mails under `rule`; NULL: it may. `inbox` is SQL, where the inbox is known. */
export function permissionOf({ purpose, sales, asking }: Rule, first: number, inbox = "sale.inbox"): Judged {
  const asked = { purpose: `?${first}`, forms: `?${first + 1}`, sales: `?${first + 2}`, inbox };
  return { sql: permissionSql(asked), values: [purpose, JSON.stringify(asking), sales ? 1 : 0] };
}

/** The one place that says who may get a mail of content: as it is written, as it leaves, and in counts. */
export function permissionSql(asked: Asked): string {
  // Buyers are few: all others are told apart by one look.
  const bought = `(${asked.sales} AND lead.id IN (SELECT sale.lead_id FROM sale) AND ${saleOf(asked)})`;
  return `(SELECT CASE
    WHEN lead.id IS NULL OR lead.erased_at IS NOT NULL OR lead.merged_into IS NOT NULL THEN 'gone'
    WHEN lead.email IS NULL THEN 'no-address'
    WHEN ${isRestrained(asked)} THEN 'restricted'
    WHEN lead.confirmed_at IS NOT NULL AND (coalesce(stand.state, '') = 'confirmed' OR ${bought}) THEN NULL
    WHEN stand.state = 'withdrawn' THEN 'withdrawn'
    WHEN stand.state IS NOT NULL OR ${bought} THEN 'unconfirmed'
    ELSE 'no-consent' END
    FROM (SELECT ${consentStateOf("lead.id", asked.purpose)} AS state) AS stand)`;
}

const isRestrained = ({ purpose }: Asked) =>
  `${restraintOf(`CASE stand.state WHEN 'confirmed' THEN (
    SELECT at FROM consent_state WHERE consent_state.lead_id = lead.id AND consent_state.purpose = ${purpose}) END`)} IS NOT NULL`;

/** A sale in which the address was given, by somebody who has refused neither before it nor since. */
function saleOf({ purpose, forms, inbox }: Asked): string {
  return `EXISTS (SELECT 1 FROM sale WHERE sale.lead_id = lead.id AND sale.inbox = ${inbox}
    AND NOT EXISTS (
      SELECT 1 FROM receipt WHERE receipt.lead_id = lead.id AND purpose IN (${purpose}, 'marketing') AND granted = 0)
    AND NOT EXISTS (
      SELECT 1 FROM submission
       WHERE submission.lead_id = lead.id AND submission.status = 'accepted' AND submission.at >= sale.at
         AND submission.form IN (SELECT value FROM json_each(${forms}))
         AND NOT EXISTS (SELECT 1 FROM json_each(submission.consents) WHERE value = ${purpose})))`;
}
