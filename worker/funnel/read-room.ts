import type { Catalog } from "../../content/schema/catalog.ts";
import { endOfDay, startOfDay } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { type Books, readBooks, readWhole, sumRevenue, type Worth } from "./campaign-rows.ts";
import { campaignsOf, type Filters, landingsIn } from "./filters.ts";
import { sumSpend } from "./money.ts";
import { mostDays } from "./period.ts";
import { qualityOf, type SourceQuality } from "./quality.ts";
import { type Band, readEngagement } from "./store-engagement.ts";
import { readOrigins } from "./store-quality.ts";
import { readBy, readDays, type StepRow, sumSteps } from "./store-steps.ts";

/** Steps of the period and of the one before it. */
interface Compared {
  now: StepRow[];
  before: StepRow[];
}

/** What the funnel's room tells. */
export interface Room {
  filters: Filters;
  landings: Compared;
  /** Those of the filter's source, or all; and all, to choose from. */
  sources: Compared;
  allSources: string[];
  days: StepRow[];
  quality: SourceQuality[];
  /** How long visitors stay, how far they read, where to they share. */
  engagement: Band[];
  /** What campaigns and sources cost in the period; empty under filters that money is not known by. */
  byCampaign: Worth[];
  bySource: Worth[];
  /** What the one campaign that is looked at cost in all, where something is known. */
  whole: Worth | null;
}

/** Reads what `filters` leave, in ten queries at most, however many landings there are. */
export async function readRoom({ db, catalog, now }: Deps, filters: Filters, today: string): Promise<Room> {
  const { period, campaign, source } = filters;
  const landings = landingsIn(catalog, filters);
  const spans = [
    { key: "now", from: period.from, until: period.until },
    { key: "before", ...period.before },
  ];
  const { timeZone } = catalog.site;
  const moments = { from: startOfDay(period.from, timeZone), to: endOfDay(period.until, timeZone) };
  const hasMoney = filters.stage === null && filters.landing === null;
  const [[byLanding = []], [everySource = []], days, origins, engagement, books, wholes] = await Promise.all([
    readBy(db, ["landing"], spans, { landings, source }),
    readBy(db, ["source"], spans, { landings, source: null }),
    readDays(db, period, { landings, source }, period.length > mostDays ? "month" : "day"),
    readOrigins(db, moments, landings),
    readEngagement(db, period, landings),
    hasMoney ? readBooks(db, catalog, period, today) : { spend: [], revenue: [] },
    hasMoney && source === null && campaign !== null ? readWhole(db, catalog) : [],
  ]);
  const bySource = everySource.filter(({ name }) => source === null || name === source);
  const current = (rows: typeof byLanding) => rows.filter(({ key }) => key === "now");
  const worth = { catalog, filters, books };
  return {
    filters,
    landings: compared(byLanding),
    sources: compared(bySource),
    allSources: current(everySource).map(({ name }) => name),
    days,
    quality: qualityOf(catalog, origins, now()).filter(({ name }) => source === null || name === source),
    engagement,
    byCampaign: campaignsWorth(worth, current(byLanding)),
    bySource: sourcesWorth(worth, current(bySource)),
    whole: wholes.find(({ name }) => name === campaign) ?? null,
  };
}

function compared(rows: readonly (StepRow & { key: string })[]): Compared {
  const of = (wanted: string) => rows.filter(({ key }) => key === wanted);
  return { now: of("now"), before: of("before") };
}

interface Reckoned {
  catalog: Catalog;
  filters: Filters;
  books: Books;
}

/** Each campaign on which something was spent in the period; those of no landing, too. */
function campaignsWorth({ catalog, filters, books }: Reckoned, landings: readonly StepRow[]): Worth[] {
  const campaigns = campaignsOf(catalog);
  const spend = spendIn(filters, books);
  const names = [...new Set(spend.map(({ campaign }) => campaign))].sort();
  return names.map((name) => {
    const own = campaigns.get(name) ?? [];
    const receipts = books.revenue.filter(
      ({ key, landing, source }) =>
        key === "now" && own.includes(landing) && (filters.source === null || source === filters.source),
    );
    return {
      name,
      money: sumSpend(spend.filter(({ campaign }) => campaign === name)),
      steps: sumSteps(
        landings.filter((row) => own.includes(row.name)),
        name,
      ),
      revenue: sumRevenue(receipts),
    };
  });
}

/** Each source at which something was spent in the period. */
function sourcesWorth({ catalog, filters, books }: Reckoned, sources: readonly StepRow[]): Worth[] {
  const spend = spendIn(filters, books);
  const names = [...new Set(spend.flatMap(({ source }) => source ?? []))].sort();
  const landings = landingsIn(catalog, filters);
  return names.map((name) => ({
    name,
    money: sumSpend(spend.filter(({ source }) => source === name)),
    steps: sumSteps(
      sources.filter((row) => row.name === name),
      name,
    ),
    revenue: sumRevenue(
      books.revenue.filter(
        ({ key, source, landing }) =>
          key === "now" && source === name && (landings === null || landings.includes(landing)),
      ),
    ),
  }));
}

function spendIn({ campaign, source }: Filters, { spend }: Books) {
  return spend.filter(
    (row) =>
      row.key === "now" &&
      (campaign === null || row.campaign === campaign) &&
      (source === null || row.source === source),
  );
}
