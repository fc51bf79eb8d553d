import type { Market } from "../lists/market.ts";
import { restraint } from "../mailings/restraint.ts";
import { type Facts, type FactsRow, factsIn, selectFacts } from "../score/facts.ts";
import { readWays } from "../sequences/enrolled.ts";
import { type History, readHistory } from "./store-history.ts";

/** What the business makes of a lead, in the order in which it usually comes. */
export const statuses = ["new", "contacted", "qualified", "customer", "lost"] as const;
export type Status = (typeof statuses)[number];

/** The person, and where the first and the last visit came from (JSON). */
export interface Lead {
  id: string;
  email: string | null;
  phone: string | null;
  given_name: string | null;
  family_name: string | null;
  first_source: string;
  last_source: string;
  created_at: number;
  confirmed_at: number | null;
  /** Whether the address belongs to a service of throw-away addresses. */
  disposable: 0 | 1 | null;
  status: Status;
  assignee: string | null;
  /** Whom they buy for, and what the business says of it; null: nothing tells, and it says nothing. */
  market: Market | null;
  market_said: Market | null;
  /** The lead that this one is the same person as. */
  merged_into: string | null;
}

/** Somebody of the business, by name. */
export interface Colleague {
  id: string;
  name: string;
  /** Whether leads can be given to them: staff see none, and who has gone neither. */
  takes: 0 | 1;
}

/** All that is known of one person. */
export interface LeadFile extends History {
  lead: Lead;
  /** Leads that are the same person, each with an address of its own. */
  merged: Lead[];
  tags: { tag: string; at: number }[];
  colleagues: Colleague[];
  facts: Facts;
  /** The request by which they ended the use of their data; null: none. */
  restraint: Restraint | null;
  /** How many others may be the same person. */
  twins: number;
  /** The sequences that the person is or was in. */
  sequences: Awaited<ReturnType<typeof readWays>>;
}

/** A request that ended the use of somebody's data, or an open one. */
interface Restraint {
  id: string;
  kind: "restriction" | "objection";
  received_at: number;
}

const columns = `id, email, phone, given_name, family_name, first_source, last_source, created_at, confirmed_at,
  disposable, status, assignee, market, market_said, merged_into`;

/** The lead `id` alone, or null where there is none or it was erased. */
export function findLead(db: D1Database, id: string): Promise<Lead | null> {
  return db.prepare(`SELECT ${columns} FROM lead WHERE id = ?1 AND erased_at IS NULL`).bind(id).first<Lead>();
}

/** Everything about the person behind the lead `id`, or null where there is none or it was erased. */
export async function readLead(db: D1Database, id: string): Promise<LeadFile | null> {
  const found = await findLead(db, id);
  // After the lead, so that an unknown id costs one question and not all.
  const lead = found?.merged_into ? await findLead(db, found.merged_into) : found;
  if (lead === null) return null;
  const merged = await listMerged(db, lead.id);
  const ids = [lead, ...merged].map((each) => each.id);
  const [history, tags, colleagues, facts, twins, sequences, restrained] = await Promise.all([
    readHistory(db, ids),
    listTags(db, ids),
    listColleagues(db),
    selectFacts(db, { which: "list", ids: [lead.id] }).first<FactsRow>(),
    countTwins(db, lead.id),
    readWays(db, lead.id),
    readRestraint(db, lead.id),
  ]);
  // Erased this very moment.
  if (facts === null) return null;
  return {
    ...history,
    lead,
    merged,
    tags,
    colleagues,
    facts: factsIn(facts),
    twins,
    sequences,
    restraint: restrained,
  };
}

/** The latest of the requests that keep the data of `id` from being used. */
function readRestraint(db: D1Database, id: string): Promise<Restraint | null> {
  return db
    .prepare(
      `SELECT request.id, request.kind, request.received_at
         FROM (SELECT id, ${restraint} AS kind FROM lead WHERE id = ?1) AS held
         JOIN request ON request.kind = held.kind
           AND request.lead_id IN (SELECT id FROM lead WHERE id = ?1 OR merged_into = ?1)
        ORDER BY request.done_at IS NOT NULL, request.received_at DESC LIMIT 1`,
    )
    .bind(id)
    .first<Restraint>();
}

async function listMerged(db: D1Database, id: string): Promise<Lead[]> {
  const found = await db
    .prepare(`SELECT ${columns} FROM lead WHERE merged_into = ?1 ORDER BY created_at, id LIMIT 50`)
    .bind(id)
    .all<Lead>();
  return found.results;
}

async function listTags(db: D1Database, ids: readonly string[]): Promise<{ tag: string; at: number }[]> {
  const found = await db
    .prepare(
      `SELECT tag, min(at) AS at FROM lead_tag WHERE lead_id IN (SELECT value FROM json_each(?1))
        GROUP BY tag ORDER BY tag COLLATE NOCASE`,
    )
    .bind(JSON.stringify(ids))
    .all<{ tag: string; at: number }>();
  return found.results;
}

async function listColleagues(db: D1Database): Promise<Colleague[]> {
  const found = await db
    .prepare(
      `SELECT id, name, revoked_at IS NULL AND role <> 'staff' AS takes FROM member
        ORDER BY name COLLATE NOCASE LIMIT 500`,
    )
    .all<Colleague>();
  return found.results;
}

/** How many leads share something with `id`, and were not told apart. */
async function countTwins(db: D1Database, id: string): Promise<number> {
  const n = await db
    .prepare(
      `SELECT count(DISTINCT other.lead_id) AS n
         FROM lead_key AS mine JOIN lead_key AS other ON other.key = mine.key AND other.lead_id <> mine.lead_id
        WHERE mine.lead_id = ?1
          AND NOT EXISTS (
            SELECT 1 FROM lead_apart
             WHERE lead_apart.lead_id = min(mine.lead_id, other.lead_id)
               AND lead_apart.other_id = max(mine.lead_id, other.lead_id))`,
    )
    .bind(id)
    .first<number>("n");
  return n ?? 0;
}
