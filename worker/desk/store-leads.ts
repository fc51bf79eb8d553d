/** A lead as the list shows it. */
export interface LeadRow {
  row: number;
  id: string;
  email: string | null;
  phone: string | null;
  given_name: string | null;
  family_name: string | null;
  seen_at: number;
  confirmed_at: number | null;
  submissions: number;
  /** Of the last submission. */
  landing: string | null;
  source_label: string | null;
  /** Whether the address belongs to a service of throw-away addresses. */
  disposable: 0 | 1 | null;
  /** The purposes that stand confirmed, as JSON. */
  consents: string;
  /** Those that were ticked, and not confirmed from the address. */
  unconfirmed: string;
}

/** A place in the list: what comes after it was seen earlier. */
export interface Place {
  seenAt: number;
  row: number;
}

/** The columns of a `LeadRow`, written as subqueries, so that only the rows of one page pay for them. */
export const leadColumns = `
  lead.rowid AS row, lead.id, lead.email, lead.phone, lead.given_name, lead.family_name, lead.seen_at, lead.confirmed_at,
  (SELECT count(*) FROM submission WHERE lead_id = lead.id) AS submissions,
  (SELECT landing FROM submission WHERE lead_id = lead.id ORDER BY at DESC, rowid DESC LIMIT 1) AS landing,
  (SELECT source_label FROM submission WHERE lead_id = lead.id ORDER BY at DESC, rowid DESC LIMIT 1) AS source_label,
  lead.disposable,
  (SELECT json_group_array(purpose) FROM
    (SELECT purpose FROM consent_state WHERE lead_id = lead.id AND state = 'confirmed' ORDER BY purpose)) AS consents,
  (SELECT json_group_array(purpose) FROM
    (SELECT purpose FROM consent_state WHERE lead_id = lead.id AND state = 'given' ORDER BY purpose)) AS unconfirmed`;

// Times may be equal, row numbers not: no lead is lost between two pages and none shown twice.
const after = "(lead.seen_at, lead.rowid) < (?1, ?2) AND lead.erased_at IS NULL AND lead.merged_into IS NULL";
const inOrder = "ORDER BY lead.seen_at DESC, lead.rowid DESC LIMIT ?3";

/** The beginning of the list. */
export const top: Place = { seenAt: Number.MAX_SAFE_INTEGER, row: 0 };

/** Leads after `place`, last seen first. */
export async function listLeads(db: D1Database, place: Place, limit: number): Promise<LeadRow[]> {
  const found = await db
    .prepare(`SELECT ${leadColumns} FROM lead WHERE ${after} ${inOrder}`)
    .bind(place.seenAt, place.row, limit)
    .all<LeadRow>();
  return found.results;
}
