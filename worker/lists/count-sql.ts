import { whyNot } from "./writable.ts";

/** Bands of age and of activity: the days that each reaches to; what is older comes last. */
export const bands = [30, 90, 182, 365] as const;

/** Why an address can be written to or not, in the order in which it is told. */
export const standings = [
  "open",
  "unconfirmed",
  "none",
  "silent",
  "unsubscribed",
  "bounce",
  "complaint",
  "owner",
  "restricted",
  "no-mail",
] as const;

/** Leads of one kind, and what became of them. */
export interface ListCount {
  /** What is told apart, and which of them this is. */
  kind: "all" | "age" | "activity" | "market" | "source" | "standing";
  key: string;
  n: number;
  /** Who can be written to. */
  open: number;
  confirmed: number;
  bounced: number;
  complained: number;
}

const band = (moment: string) =>
  `CASE ${bands.map((days) => `WHEN ${moment} > ?1 - ${days} * 86400000 THEN '${days}'`).join(" ")} ELSE 'more' END`;

// No lead knows the hash of its inbox: the last mail that went there does. Whoever never got one was never confirmed.
const inbox = `(SELECT inbox FROM message
  WHERE message.lead_id = lead.id AND inbox IS NOT NULL AND kind NOT IN ('notice', 'alarm') ORDER BY created_at DESC LIMIT 1)`;
const reason = `(SELECT CASE WHEN silent = 1 THEN 'silent' WHEN reason = 'erased' THEN 'unsubscribed' ELSE reason END
  FROM suppression WHERE suppression.inbox = ${inbox})`;
const came = `(SELECT page_url FROM submission WHERE submission.lead_id = lead.id ORDER BY at, id LIMIT 1)`;

/**
 * The leads after `?2`, `?3` of them, counted by each thing that the lists tell apart; ?1 is now, ?4 the purpose and ?5 `noForms`.
 *
 * Each is read once: what belongs to it lies together, and no list of all leads is ever held.
 */
export const sliceSql = `
  WITH fact AS MATERIALIZED (
    SELECT ${band("lead.created_at")} AS age, ${band("lead.seen_at")} AS activity, coalesce(lead.market, 'unknown') AS market,
      CASE WHEN ${came} LIKE 'import:%' THEN ${came} ELSE lead.origin END AS source,
      CASE lead.why WHEN 'restricted' THEN 'restricted' ELSE
        coalesce(${reason}, CASE lead.why WHEN 'no-address' THEN 'no-mail' WHEN 'withdrawn' THEN 'unsubscribed'
          WHEN 'unconfirmed' THEN 'unconfirmed' WHEN 'no-consent' THEN 'none' END, 'open') END AS standing,
      lead.confirmed_at IS NOT NULL AS confirmed,
      EXISTS (SELECT 1 FROM message WHERE message.lead_id = lead.id AND hard_at IS NOT NULL) AS bounced,
      EXISTS (SELECT 1 FROM message WHERE message.lead_id = lead.id AND complained_at IS NOT NULL) AS complained
      FROM (
        SELECT lead.*, ${whyNot(4)} AS why FROM lead
         WHERE lead.id IN (SELECT id FROM lead WHERE id > ?2 ORDER BY id LIMIT ?3)
           AND lead.erased_at IS NULL AND lead.merged_into IS NULL) AS lead)
  SELECT told.value AS kind, CASE told.value WHEN 'all' THEN '' WHEN 'age' THEN age WHEN 'activity' THEN activity
      WHEN 'market' THEN market WHEN 'source' THEN source ELSE standing END AS key,
    count(*) AS n, sum(standing = 'open') AS open, sum(confirmed) AS confirmed, sum(bounced) AS bounced,
    sum(complained) AS complained
    FROM fact CROSS JOIN json_each('["all","age","activity","market","source","standing"]') AS told
   WHERE true GROUP BY 1, 2`;
