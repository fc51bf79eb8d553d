import type { Catalog } from "../../content/schema/catalog.ts";
import { endOfDay, startOfDay } from "../calendar.ts";
import { printedFor } from "../landing.ts";
import { campaignsOf } from "./filters.ts";
import { allGiven, costGiven, type Money, spendGiven, sumSpend } from "./money.ts";
import { always, type Days, type Period } from "./period.ts";
import { type Revenue, readRevenue } from "./store-revenue.ts";
import { readSpend, type Spend } from "./store-spend.ts";
import { readBy, type StepRow, sumSteps } from "./store-steps.ts";

/** What was spent, what it brought, and the receipts, in cents. */
export interface Worth {
  name: string;
  money: Money;
  steps: StepRow;
  revenue: number;
}

/** What came in and what was spent, as far as known; `key` "now" is the period, "before" the one before it. */
export interface Books {
  spend: Spend[];
  revenue: Revenue[];
}

/** Costs and receipts of the period, and of the one before it. */
export async function readBooks(
  db: D1Database,
  catalog: Catalog,
  period: Period,
  today: string,
): Promise<Books> {
  const { timeZone } = catalog.site;
  const spans = [
    { key: "now", from: period.from, until: period.until },
    { key: "before", ...period.before },
  ];
  const [spend, revenue] = await Promise.all([
    readSpend(db, spans),
    readRevenue(
      db,
      spans.map((span) => ({ key: span.key, ...momentsOf(span, timeZone) })),
      printedIn(catalog),
    ),
  ]);
  return { spend: [...spend, ...spans.flatMap((span) => spendGiven(catalog, span, today))], revenue };
}

/** What each campaign with a cost has cost in all, and what the days that count against it brought. */
export async function readWhole(db: D1Database, catalog: Catalog): Promise<Worth[]> {
  const spend = [...(await readSpend(db, [{ key: "", ...always }])), ...allGiven(catalog, "")];
  const campaigns = campaignsOf(catalog);
  const names = [...campaigns.keys()].filter((name) => spend.some(({ campaign }) => campaign === name));
  if (names.length === 0) return [];
  // Campaigns of the same days, of all of them mostly, are counted together.
  const spans = [...new Map(names.map((name) => [keyOf(catalog, name), daysOf(catalog, name)]))];
  const { timeZone } = catalog.site;
  const [[rows = []], revenue] = await Promise.all([
    readBy(
      db,
      ["landing"],
      spans.map(([key, days]) => ({ key, ...days })),
      { landings: null, source: null },
    ),
    readRevenue(
      db,
      spans.map(([key, days]) => ({ key, ...momentsOf(days, timeZone) })),
      printedIn(catalog),
    ),
  ]);
  return names.map((name) => {
    const landings = campaigns.get(name) ?? [];
    const key = keyOf(catalog, name);
    const own = ({ key: at, landing }: { key: string; landing: string }) =>
      at === key && landings.includes(landing);
    return {
      name,
      money: sumSpend(spend.filter(({ campaign }) => campaign === name)),
      steps: sumSteps(
        rows.filter((row) => own({ key: row.key, landing: row.name })),
        name,
      ),
      revenue: sumRevenue(revenue.filter(own)),
    };
  });
}

/** All receipts of `rows`, in cents. */
export function sumRevenue(rows: readonly Revenue[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}

/** The days whose steps count against the campaign's cost: those that site.yaml names, or all. */
function daysOf(catalog: Catalog, name: string): Days {
  const { from = always.from, until = always.until } = costGiven(catalog, name) ?? {};
  return { from, until };
}

function keyOf(catalog: Catalog, name: string): string {
  const { from, until } = daysOf(catalog, name);
  return `${from} ${until}`;
}

function momentsOf({ from, until }: Days, timeZone: string) {
  return { from: startOfDay(from, timeZone), to: endOfDay(until, timeZone) };
}

function printedIn(catalog: Catalog): Record<string, string> {
  return Object.fromEntries(
    Object.keys(catalog.magnets).map((magnet) => [magnet, printedFor(catalog, magnet)]),
  );
}
