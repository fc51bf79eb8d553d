import { livingLead, type Where } from "./compile.ts";

/** A place in a list of leads: what comes after it has a smaller key, or the same and a smaller row. */
export interface Spot {
  /** When it was last seen, or its score. */
  key: number;
  row: number;
  /** Where a search has come to answers: what comes after it was answered before. */
  posts?: PostPlace;
}

/** A place among submissions, and how many newer ones were looked at. */
export interface PostPlace {
  row: number;
  looked: number;
}

/** The beginning of every list. */
export const top: Spot = { key: 999_999_999_999_999, row: 0 };

/** What is looked for, and how. */
export interface Search {
  /** The condition, once it is known from which parameter on it may bind. */
  where: (first: number) => Where;
  /** A condition that is quick to tell of all leads: only those that meet it are looked at. */
  near: ((first: number) => Where) | null;
  sort: "seen" | "score";
  /** What heat is worth at the moment by which scores are compared. */
  decay: number;
  /** The list goes on after this one. */
  after: Spot | null;
  limit: number;
}

export interface Found {
  spots: Spot[];
  /** How far was looked, where time ran out before the end. */
  further: Spot | null;
}

/** For how long one request goes on looking, and in how many statements: one invocation may send fifty. */
const patience = { milliseconds: 110, windows: 12 };
// A list by score sorts all leads for each window, so that few large ones are better.
// Of those that a search finds nearly all are shown.
const firsts = { seen: 1500, score: 4000, near: 200 };
const windows = { least: 500, most: 60_000, milliseconds: 45 };

/**
 * Up to `limit` leads that meet the condition, in order.
 *
 * Leads are looked at window by window, so that what is common is found at once, and what is rare, or hard to tell, does
 * not hold up the page: then it shows what was found so far, and from where to look further.
 */
export async function findLeads(db: D1Database, clock: () => number, search: Search): Promise<Found> {
  const spots: Spot[] = [];
  const begun = clock();
  let size: number = search.near === null ? firsts[search.sort] : firsts.near;
  let after = search.after;
  for (let place = 0; ; place += 1) {
    const at = clock();
    const seen = await lookAt(db, { ...search, after, limit: search.limit - spots.length }, size);
    spots.push(...seen.spots);
    if (spots.length >= search.limit || seen.end === null) return { spots, further: null };
    after = seen.end;
    if (place + 1 >= patience.windows || clock() - begun > patience.milliseconds)
      return { spots, further: after };
    size = nextSize(size, clock() - at);
  }
}

/** How many leads to look at in the next window, by how long the last one took. */
export function nextSize(size: number, took: number): number {
  const factor = Math.min(Math.max(windows.milliseconds / Math.max(took, 1), 0.25), 6);
  return Math.round(Math.min(Math.max(size * factor, windows.least), windows.most));
}

interface Row extends Spot {
  what: "hit" | "end";
}

/** The hits among the next `size` leads, and the last of those that were looked at; null where there are no more. */
async function lookAt(
  db: D1Database,
  { where, near, sort, decay, after, limit }: Search,
  size: number,
): Promise<{ spots: Spot[]; end: Spot | null }> {
  const { key, row } = after ?? top;
  const byScore = sort === "score";
  const own = byScore ? [key, row, size, limit, decay] : [key, row, size, limit];
  const narrowed = near?.(own.length + 1) ?? { sql: "1", values: [] };
  const { sql, values } = where(own.length + narrowed.values.length + 1);
  const expression = byScore ? "lead.fit + lead.heat * ?5" : "lead.seen_at";
  const statement = `
    WITH spot AS MATERIALIZED (
      SELECT ${expression} AS key, lead.rowid AS row FROM lead ${byScore && near !== null ? "INDEXED BY lead_score" : ""}
       WHERE (${expression}, lead.rowid) < (?1, ?2) AND ${livingLead} AND ${narrowed.sql}
       ORDER BY ${expression} DESC, lead.rowid DESC LIMIT ?3)
    SELECT * FROM (
      SELECT 'hit' AS what, spot.key, spot.row FROM spot CROSS JOIN lead ON lead.rowid = spot.row WHERE ${sql}
       ORDER BY spot.key DESC, spot.row DESC LIMIT ?4)
    UNION ALL
    SELECT * FROM (
      SELECT 'end', spot.key, spot.row FROM spot WHERE (SELECT count(*) FROM spot) = ?3
       ORDER BY spot.key, spot.row LIMIT 1)`;
  const found = await db
    .prepare(statement)
    .bind(...own, ...narrowed.values, ...values)
    .all<Row>();
  const spotOf = ({ key, row }: Row): Spot => ({ key, row });
  const end = found.results.find(({ what }) => what === "end");
  return {
    spots: found.results.filter(({ what }) => what === "hit").map(spotOf),
    end: end === undefined ? null : spotOf(end),
  };
}
