import type { Deps } from "../env.ts";
import { type Approved, approvable, campaignNamed, hashOf } from "./campaign.ts";
import { startIn } from "./starts.ts";
import { type CampaignRow, readCampaign } from "./store-campaign.ts";

/** How several subjects are tried, where the campaign does not say. */
export const usualTest = { share: 20, after: 4 * 3600 };

/** Begins a campaign whose time has come for the first of its readers; null while it has not. */
export async function begin(
  deps: Deps,
  row: CampaignRow,
  approved: Approved,
  at: number,
): Promise<CampaignRow | null> {
  const { db } = deps;
  const { entry } = approved;
  const zones = await listZones(db);
  const starts = zones.map((zone) => ({ zone, at: startOf(row, approved, zone) }));
  if (Math.min(...starts.map((start) => start.at)) > at || !(await isAsApproved(deps, row))) return null;
  const isTried = entry.subjects.length > 1;
  const parts = isTried ? ["test", "rest"] : ["rest"];
  await db.batch([
    db
      .prepare(
        `UPDATE campaign SET turn = CASE WHEN turn = ?2 AND status = 'approved' THEN turn + 1 END, status = ?3,
           last_row = coalesce((SELECT max(rowid) FROM lead), 0) WHERE name = ?1`,
      )
      .bind(row.name, row.turn, isTried ? "testing" : "sending"),
    db
      .prepare(
        `INSERT INTO campaign_place (campaign, part, zone, starts_at)
         SELECT ?1, part.value, start.value ->> 'zone', start.value ->> 'at' FROM json_each(?2) AS start, json_each(?3) AS part`,
      )
      .bind(row.name, JSON.stringify(starts), JSON.stringify(parts)),
  ]);
  return readCampaign(db, row.name);
}

function startOf(row: CampaignRow, { entry }: Approved, zone: string): number {
  return entry.zone === "site" || zone === "" ? row.startsAt : startIn(entry, zone, row.approvedAt);
}

/** The time zones in which leads are, the site's own first. */
async function listZones(db: D1Database): Promise<string[]> {
  const found = await db.prepare("SELECT DISTINCT zone FROM lead_zone ORDER BY zone").all<{ zone: string }>();
  return ["", ...found.results.map(({ zone }) => zone)];
}

/** What content says has not changed: whoever approved it would not know it else. */
async function isAsApproved(deps: Deps, row: CampaignRow): Promise<boolean> {
  const entry = campaignNamed(deps, row.name);
  const now = entry === undefined ? "segment-gone" : await approvable(deps, entry);
  return typeof now !== "string" && (await hashOf(now)) === row.hash;
}
