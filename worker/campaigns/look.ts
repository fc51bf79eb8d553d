import type { Deps } from "../env.ts";
import { type NoPermission, permissionOf } from "../mailings/permission.ts";
import { ruleFor } from "../mailings/rule.ts";
import { livingLead, segmentWhere } from "../segments/compile.ts";
import { nextSize } from "../segments/find.ts";
import { usualTest } from "./begin.ts";
import type { Approved } from "./campaign.ts";
import { drawOf } from "./draw.ts";
import type { CampaignRow, Place } from "./store-campaign.ts";

/** A campaign on its way. */
export interface Going {
  row: CampaignRow;
  approved: Approved;
  part: Place["part"];
  /** Where it may go on now, in this order. */
  places: readonly Place[];
  /** The moments at which its next mails leave. */
  slots: readonly number[];
}

/** A reader who comes next, if nothing stands against it. */
export interface Looked {
  zone: string;
  row: number;
  id: string;
  email: string | null;
  /** Why there is no permission to write to them; null: there is. */
  refusal: NoPermission | null;
  variant: number | null;
}

/** Who comes next, in order, and how far was looked in each zone. */
export interface Look {
  looked: Looked[];
  reached: { zone: string; row: number }[];
}

// In one run of the clock: readers that one statement brings, and statements. No more than these are in memory.
const most = { readers: 1000, windows: 4 };
const firstWindow = 4000;

/** Looks for the next readers, zone by zone, in windows of leads; where few of them may be written to, in larger ones. */
export async function lookOn(deps: Deps, going: Going, at: number): Promise<Look> {
  const { row, places, slots } = going;
  const { choose, factor } = await choosing(deps, going);
  const read = windowsOf(deps, going, at);
  const look: Look = { looked: [], reached: [] };
  let windows = most.windows;
  let size = firstWindow;
  let limit = Math.min(Math.ceil(slots.length * factor * 1.25) + 20, most.readers);
  for (const { zone, row: left } of places) {
    let reached = left;
    while (reached < (row.lastRow ?? 0) && windows > 0 && permittedOf(look) <= slots.length) {
      windows -= 1;
      const began = Date.now();
      const to = Math.min(reached + size, row.lastRow ?? 0);
      const found = await read({ zone, from: reached, to, limit });
      look.looked.push(...found.flatMap((one) => choose({ ...one, zone })));
      reached = found.length < limit ? to : (found.at(-1)?.row ?? to);
      size = nextSize(size, Date.now() - began);
      limit = Math.min(limit * 4, most.readers);
    }
    look.reached.push({ zone, row: reached });
    if (windows === 0 || permittedOf(look) > slots.length) break;
  }
  return look;
}

function permittedOf({ looked }: Look): number {
  return looked.filter(({ refusal }) => refusal === null).length;
}

/** Looks again at those of `leads` who are still in the segment. */
export async function lookAgain(
  deps: Deps,
  going: Going,
  leads: readonly string[],
  at: number,
): Promise<Looked[]> {
  const { sql, values } = readersOf(deps, going, at, 2);
  const found = await deps.db
    .prepare(`${sql} AND lead.id IN (SELECT value FROM json_each(?1))`)
    .bind(JSON.stringify(leads), ...values)
    .all<Found>();
  const { variantOf } = await choosing(deps, going);
  return found.results.map((one) => ({ ...one, zone: "", variant: variantOf(one.id) }));
}

type Found = Omit<Looked, "zone" | "variant">;

/** Leads of the segment between two rows, in one zone, and why there is no permission to write to them. */
function windowsOf(deps: Deps, going: Going, at: number) {
  const { sql, values } = readersOf(deps, going, at, 5);
  const statement = deps.db.prepare(
    `${sql} AND lead.rowid > ?1 AND lead.rowid <= ?2
        AND coalesce((SELECT zone FROM lead_zone WHERE lead_zone.lead_id = lead.id), '') = ?3
      ORDER BY lead.rowid LIMIT ?4`,
  );
  return async ({ zone, from, to, limit }: { zone: string; from: number; to: number; limit: number }) => {
    const found = await statement.bind(from, to, zone, limit, ...values).all<Found>();
    return found.results;
  };
}

/** A query for leads of the segment, to which conditions may be added; its parameters begin at `?first`. */
function readersOf(deps: Deps, { approved: { entry, question } }: Going, at: number, first: number) {
  const segment = segmentWhere(question, { catalog: deps.catalog, now: at, first });
  const permission = permissionOf(ruleFor(deps, entry), first + segment.values.length);
  return {
    sql: `SELECT lead.rowid AS row, lead.id, lead.email, ${permission.sql} AS refusal FROM lead
      WHERE ${livingLead} AND (${segment.sql})`,
    values: [...segment.values, ...permission.values],
  };
}

/** Who of those found belongs to this part of the campaign, with which subject, and one of how many does. */
async function choosing({ tokenSecret }: Deps, { row, approved: { entry }, part }: Going) {
  const variants = entry.subjects.length;
  const plain = (one: Omit<Looked, "variant">): Looked[] => [{ ...one, variant: null }];
  if (variants === 1) return { choose: plain, variantOf: () => null, factor: 1 };
  const { share } = entry.test ?? usualTest;
  const draw = await drawOf(tokenSecret, row.name, { share, variants });
  // Once the subjects are judged, those who were drawn and had to wait get the best as well.
  const variantOf = (id: string) =>
    part === "test" ? draw.of(id).variant : Math.min(row.winner ?? 0, variants - 1);
  const choose = (one: Omit<Looked, "variant">): Looked[] =>
    draw.of(one.id).isDrawn === (part === "test") ? [{ ...one, variant: variantOf(one.id) }] : [];
  return { choose, variantOf, factor: 100 / Math.max(1, part === "test" ? share : 100 - share) };
}
