import type { Catalog } from "../../content/schema/catalog.ts";
import { endOfDay, startOfDay } from "../calendar.ts";
import { printedFor } from "../landing.ts";
import { readRevenue } from "./store-revenue.ts";
import { readStepsOf, type StepRow, sumSteps } from "./store-steps.ts";

/** A campaign's steps: in the period, and on the days that count against its cost; and its receipts of those days, in cents. */
export interface CampaignRow {
  name: string;
  period: StepRow;
  counted: StepRow;
  revenue: number;
}

type Campaigns = ReadonlyMap<string, readonly string[]>;

/** The landings of each campaign, by its name. */
export function campaignsOf({ landings }: Catalog): Campaigns {
  const campaigns = new Map<string, string[]>();
  for (const [path, { campaign }] of Object.entries(landings)) {
    if (campaign !== undefined) campaigns.set(campaign, [...(campaigns.get(campaign) ?? []), path]);
  }
  return new Map([...campaigns].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What each of `campaigns` brought since `day`, and for its cost. */
export async function readCampaigns(
  db: D1Database,
  catalog: Catalog,
  campaigns: Campaigns,
  day: string,
): Promise<CampaignRow[]> {
  const days = [...campaigns].flatMap(([name, landings]) => {
    const { from = "0000-01-01", until = "9999-12-31" } = costGiven(catalog, name) ?? {};
    return landings.map((landing) => ({ landing, from, until }));
  });
  const { timeZone } = catalog.site;
  const spans = days.map(({ landing, from, until }) => ({
    landing,
    from: from === "0000-01-01" ? 0 : startOfDay(from, timeZone),
    to: until === "9999-12-31" ? Number.MAX_SAFE_INTEGER : endOfDay(until, timeZone),
  }));
  const printed = Object.keys(catalog.magnets).map((magnet) => [magnet, printedFor(catalog, magnet)]);
  const [{ period, counted }, revenue] = await Promise.all([
    readStepsOf(db, day, days),
    readRevenue(db, spans, Object.fromEntries(printed)),
  ]);
  return [...campaigns].map(([name, landings]) => {
    const own = (rows: readonly StepRow[]) =>
      sumSteps(
        rows.filter((row) => landings.includes(row.name)),
        name,
      );
    const receipts = landings.reduce((sum, landing) => sum + (revenue.get(landing) ?? 0), 0);
    return { name, period: own(period), counted: own(counted), revenue: receipts };
  });
}

/** What site.yaml says of the campaign's cost, where it says something. */
export function costGiven({ site }: Catalog, name: string) {
  return Object.hasOwn(site.campaigns, name) ? site.campaigns[name] : undefined;
}
