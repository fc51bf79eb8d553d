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

// Written as subqueries, so that only the rows of one page pay for them.
const columns = `
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
const after = "(lead.seen_at, lead.rowid) < (?1, ?2) AND lead.erased_at IS NULL";
const inOrder = "ORDER BY lead.seen_at DESC, lead.rowid DESC LIMIT ?3";

/** The beginning of the list. */
export const top: Place = { seenAt: Number.MAX_SAFE_INTEGER, row: 0 };

/** Leads after `place`, last seen first. */
export async function listLeads(db: D1Database, place: Place, limit: number): Promise<LeadRow[]> {
  const found = await db
    .prepare(`SELECT ${columns} FROM lead WHERE ${after} ${inOrder}`)
    .bind(place.seenAt, place.row, limit)
    .all<LeadRow>();
  return found.results;
}

/** Leads after `place` in whose name, contacts or answers `query` stands, in capitals or not. */
export async function searchLeads(
  db: D1Database,
  query: string,
  place: Place,
  limit: number,
): Promise<LeadRow[]> {
  const needle = query.toLowerCase();
  // Answers are JSON: the quick look at their text, as JSON writes it, comes before the exact one at their values.
  const written = JSON.stringify(needle).slice(1, -1);
  const figures = figuresIn(query);
  const search = (sql: string) =>
    db.prepare(sql).bind(place.seenAt, place.row, limit, needle, written, figures).all<LeadRow>();
  // What is often found is found near the top, one lead after the other; what is rare, by reading all answers once.
  const near = await search(searchNear);
  return near.results.length < limit ? (await search(searchAll)).results : near.results;
}

/** Part of a telephone number as numbers are kept, however it was typed; null for all else. */
function figuresIn(query: string): string | null {
  return /^[+0-9 ()./-]{3,}$/.test(query) ? query.replace(/[^+0-9]/g, "").replace(/^00/, "+") || null : null;
}

// instr() has no wildcards to escape, and not the 50 bytes that D1 allows a LIKE.
const inContacts = `(
  instr(lower(concat_ws(' ', lead.given_name, lead.family_name, lead.email, lead.phone)), ?4) > 0
  OR instr(lead.phone, ?6) > 0)`;
const inAnswers = `instr(lower(answers), ?5) > 0
  AND EXISTS (SELECT 1 FROM json_tree(answers) WHERE instr(lower(atom), ?4) > 0)`;

// The subquery ends the reading: without it a rare word would be looked for under every lead in turn.
const searchNear = `
  SELECT ${columns}
    FROM (SELECT rowid, * FROM lead WHERE ${after} ORDER BY lead.seen_at DESC, lead.rowid DESC LIMIT 1000) AS lead
   WHERE ${inContacts}
      OR EXISTS (SELECT 1 FROM submission WHERE lead_id = lead.id AND ${inAnswers})
   ${inOrder}`;

const searchAll = `
  SELECT ${columns} FROM lead
   WHERE ${after}
     AND (${inContacts}
       OR lead.id IN (SELECT lead_id FROM submission WHERE status = 'accepted' AND ${inAnswers}))
   ${inOrder}`;

/** The leads whose grants begin with `id`, as a stamped copy names them, and what they were given. */
export async function listStamped(
  db: D1Database,
  id: string,
): Promise<{ leads: LeadRow[]; magnets: string[] }> {
  const grants = `SELECT lead_id, magnet FROM "grant" WHERE id >= ?1 AND id < ?1 || '~'`;
  const [leads, magnets] = await db.batch<LeadRow & { magnet: string }>([
    db
      .prepare(
        `SELECT ${columns} FROM lead WHERE erased_at IS NULL AND id IN (SELECT lead_id FROM (${grants})) LIMIT 20`,
      )
      .bind(id),
    db.prepare(`SELECT DISTINCT magnet FROM (${grants}) LIMIT 20`).bind(id),
  ]);
  return {
    leads: leads?.results ?? [],
    magnets: (magnets?.results ?? []).map(({ magnet }) => magnet),
  };
}

/** How many leads there are. */
export async function countAllLeads(db: D1Database): Promise<number> {
  // Exactly the erased have no identity, and its index holds all that is counted.
  return (
    (await db.prepare("SELECT count(*) AS n FROM lead WHERE identity IS NOT NULL").first<number>("n")) ?? 0
  );
}
