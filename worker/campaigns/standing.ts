import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import {
  approvable,
  type CampaignStatus,
  campaignNamed,
  hashOf,
  mailingOf,
  readApproved,
} from "./campaign.ts";
import { allowanceOf, type Pace, paceOf } from "./pace.ts";
import {
  type CampaignRow,
  countMails,
  listCampaigns,
  listPlaces,
  type Mails,
  type Place,
  readCampaign,
} from "./store-campaign.ts";

/** A campaign as lists show it. */
export interface CampaignSummary {
  name: string;
  /** As the catalog has it now; null where content knows it no longer. */
  entry: CatalogCampaign | null;
  status: "draft" | CampaignStatus;
  /** What somebody approved, and what became of it; null while it is a draft. */
  row: CampaignRow | null;
}

/** A campaign with what it says. */
export interface CampaignOutline extends CampaignSummary {
  /** What goes out, or would: as approved, else as in the catalog. */
  approved: CatalogCampaign;
}

/** How a campaign stands. */
export interface CampaignStanding extends CampaignOutline {
  /** Whether content differs from what was approved: what has not begun must be approved again, the rest goes on. */
  changed: boolean;
  mails: Mails;
  /** The part of the leads that were gone through, of 1; null before it began. */
  progress: number | null;
  places: Place[];
  pace: Pace;
  /** How many mails of it may still leave today, by the warm-up and the site's cap of a day. */
  today: number;
}

/** Each campaign of the catalog, and those that went out of it, by name. */
export async function listSummaries({
  db,
  catalog,
}: Pick<Deps, "db" | "catalog">): Promise<CampaignSummary[]> {
  const rows = new Map((await listCampaigns(db)).map((row) => [row.name, row]));
  const names = [...new Set([...Object.keys(catalog.campaigns), ...rows.keys()])].sort();
  return names.map((name) => {
    const row = rows.get(name) ?? null;
    return { name, entry: campaignNamed({ catalog }, name) ?? null, status: row?.status ?? "draft", row };
  });
}

/** What the campaign `name` says, without counting anything of it; null where there is none of that name. */
export async function campaignOutline(
  deps: Pick<Deps, "db" | "catalog">,
  name: string,
): Promise<CampaignOutline | null> {
  const row = await readCampaign(deps.db, name);
  const entry = campaignNamed(deps, name) ?? null;
  const approved = (row === null ? null : readApproved(deps, row.approved)?.entry) ?? entry;
  return approved === null ? null : { name, entry, status: row?.status ?? "draft", row, approved };
}

/** How the campaign `name` stands; null where there is none of that name. */
export async function campaignStanding(deps: Deps, name: string): Promise<CampaignStanding | null> {
  const { db, catalog, now } = deps;
  const outline = await campaignOutline(deps, name);
  if (outline === null) return null;
  const { entry, row, approved } = outline;
  const day = dayIn(now(), catalog.site.timeZone);
  const [mails, places, changed, sent] = await Promise.all([
    countMails(db, mailingOf(name)),
    listPlaces(db, name),
    entry === null || row === null ? row !== null : differs(deps, entry, row),
    db.prepare("SELECT n FROM mail_count WHERE day = ?1").bind(day).first<number>("n"),
  ]);
  return {
    ...{ ...outline, changed, mails, places },
    progress: progressOf(row, places),
    pace: paceOf(deps, approved),
    today: allowanceOf(deps, approved, { row, day, sent: sent ?? 0 }),
  };
}

async function differs(deps: Deps, entry: CatalogCampaign, row: CampaignRow): Promise<boolean> {
  const now = await approvable(deps, entry);
  return typeof now === "string" || (await hashOf(now)) !== row.hash;
}

/** Rows are gone through in their order, zone by zone; a zone that is done counts whole. */
function progressOf(row: CampaignRow | null, places: readonly Place[]): number | null {
  if (row?.lastRow == null) return null;
  if (row.status === "done") return 1;
  const top = Math.max(row.lastRow, 1);
  const parts = places.map(({ row: reached, doneAt }) => (doneAt === null ? Math.min(reached / top, 1) : 1));
  return parts.length === 0 ? 0 : parts.reduce((sum, part) => sum + part, 0) / parts.length;
}
