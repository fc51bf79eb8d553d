import { valuesWith, type Whom } from "./store-exports.ts";

/** One person with all that they answered, as the file of leads needs it. */
export interface PersonRow {
  row: number;
  id: string;
  email: string | null;
  phone: string | null;
  given_name: string | null;
  family_name: string | null;
  locale: string;
  first_source: string;
  last_source: string;
  created_at: number;
  seen_at: number;
  confirmed_at: number | null;
  disposable: 0 | 1 | null;
  status: string;
  assignee: string | null;
  fit: number;
  heat: number;
  quality: number | null;
  /** Lists, as JSON: tags; why the quality is what it is; leads that are the same person; answers, the latest last. */
  tags: string;
  reasons: string;
  also: string;
  answers: string;
  /** For each purpose where it stands, since when and on which wording, as JSON. */
  consents: string;
  submissions: number;
}

/** The lead itself and those that were merged into it. */
const twins = "(SELECT twin.id FROM lead AS twin WHERE twin.id = lead.id OR twin.merged_into = lead.id)";

/** What is read of each person, from what `personJoined` joins. */
export const personColumns = `lead.rowid AS row, lead.id, lead.email, lead.phone, lead.given_name, lead.family_name,
  lead.locale, lead.first_source, lead.last_source, lead.created_at, lead.seen_at, lead.confirmed_at, lead.disposable,
  lead.status, member.name AS assignee, lead.fit, lead.heat, lead.quality,
  coalesce(lead.quality_reasons, '[]') AS reasons,
  (SELECT json_group_array(tag) FROM lead_tag WHERE lead_id = lead.id) AS tags,
  (SELECT json_group_array(id) FROM lead AS twin WHERE twin.merged_into = lead.id) AS also,
  (SELECT json_group_array(json(answers)) FROM
    (SELECT answers FROM submission WHERE lead_id IN ${twins} ORDER BY at)) AS answers,
  (SELECT count(*) FROM submission WHERE lead_id IN ${twins}) AS submissions,
  (SELECT json_group_object(purpose, json_array(state, at, version)) FROM consent_state
    WHERE lead_id = lead.id) AS consents`;
/** A lead with whoever looks after it. */
export const personJoined = "lead LEFT JOIN member ON member.id = lead.assignee";

/** People with a row number after `row`, by row number: those merged into another stand in that one's row. */
export async function listPeople(
  db: D1Database,
  whom: Whom,
  row: number,
  limit: number,
): Promise<PersonRow[]> {
  const found = await db
    .prepare(
      `SELECT ${personColumns} FROM ${personJoined}
        WHERE lead.rowid > ?1 AND lead.erased_at IS NULL AND lead.merged_into IS NULL AND (${whom.sql})
        ORDER BY lead.rowid LIMIT ?2`,
    )
    .bind(...valuesWith(whom, row, limit))
    .all<PersonRow>();
  return found.results;
}

/** One receipt as the file of consents needs it; of an erased lead it is all that is left. */
export interface ReceiptRow {
  row: number;
  lead_id: string;
  email: string | null;
  phone: string | null;
  submission_id: string | null;
  purpose: string;
  granted: 0 | 1;
  channel: string;
  at: number;
  version: number | null;
  wording: string;
  wording_hash: string;
  form: string;
  form_hash: string | null;
  build: string;
  locale: string;
  page_url: string;
  message_id: string | null;
  seal: string | null;
}

/** Receipts with a number after `row`, in the order of the register. */
export async function listReceipts(
  db: D1Database,
  whom: Whom,
  row: number,
  limit: number,
): Promise<ReceiptRow[]> {
  const found = await db
    .prepare(
      `SELECT receipt.id AS row, receipt.lead_id, lead.email, lead.phone, receipt.submission_id, receipt.purpose,
              receipt.granted, receipt.channel, receipt.at, receipt.version, receipt.wording, receipt.wording_hash,
              receipt.form, receipt.form_hash, receipt.build, receipt.locale, receipt.page_url, receipt.message_id,
              seal.hash AS seal
         FROM receipt JOIN lead ON lead.id = receipt.lead_id LEFT JOIN seal ON seal.receipt_id = receipt.id
        WHERE receipt.id > ?1 AND (${whom.sql}) ORDER BY receipt.id LIMIT ?2`,
    )
    .bind(...valuesWith(whom, row, limit))
    .all<ReceiptRow>();
  return found.results;
}

/** One inbox that must not be written to; the address where a lead still has it. */
export interface SuppressionRow {
  inbox: string;
  reason: string;
  at: number;
  email: string | null;
}

/** Suppressed inboxes after `inbox`, by their hash. */
export async function listSuppressed(
  db: D1Database,
  inbox: string,
  limit: number,
): Promise<SuppressionRow[]> {
  const found = await db
    .prepare(
      `SELECT suppression.inbox, suppression.reason, suppression.at,
              -- The mails to it say whose it is; an erased lead has no address any more.
              (SELECT lead.email FROM message JOIN lead ON lead.id = message.lead_id
                WHERE message.inbox = suppression.inbox AND lead.email IS NOT NULL LIMIT 1) AS email
         FROM suppression WHERE suppression.inbox > ?1 ORDER BY suppression.inbox LIMIT ?2`,
    )
    .bind(inbox, limit)
    .all<SuppressionRow>();
  return found.results;
}

/** The hashes of all suppressed inboxes. */
export async function readSuppressed(db: D1Database): Promise<Set<string>> {
  const found = await db.prepare("SELECT inbox FROM suppression").all<{ inbox: string }>();
  return new Set(found.results.map(({ inbox }) => inbox));
}
