import type { Catalog } from "../../content/schema/catalog.ts";
import { countDays, type Days } from "./period.ts";
import type { Spend } from "./store-spend.ts";

/** What was spent, added up. */
export interface Money {
  /** Cents by currency. */
  amounts: Readonly<Record<string, number>>;
  impressions: number | null;
  /** Cents for a thousand impressions, as far as both are known and of one currency. */
  cpm: number | null;
  /** Clicks of an impression, as far as both are known. */
  ctr: number | null;
}

/** `rows` added up. */
export function sumSpend(rows: readonly Spend[]): Money {
  const amounts: Record<string, number> = {};
  for (const { currency, amount } of rows) amounts[currency] = (amounts[currency] ?? 0) + amount;
  const total = (key: "impressions" | "amountSeen" | "clicks" | "impressionsClicked") =>
    rows.reduce((sum, row) => sum + (row[key] ?? 0), 0);
  const [impressions, clicked] = [total("impressions"), total("impressionsClicked")];
  const isOne = new Set(rows.filter((row) => row.impressions !== null).map((row) => row.currency)).size === 1;
  return {
    amounts,
    impressions: impressions === 0 ? null : impressions,
    cpm: isOne && impressions > 0 ? (total("amountSeen") / impressions) * 1000 : null,
    ctr: clicked > 0 ? total("clicks") / clicked : null,
  };
}

/** The one currency that was spent in, and how much; null where nothing is known, or no sum makes sense. */
export function oneAmount({ amounts }: Money): { currency: string; cents: number } | null {
  const [first, ...others] = Object.entries(amounts);
  if (first === undefined || others.length > 0) return null;
  return { currency: first[0], cents: first[1] };
}

/** Cents for each of `n`; null where one is not known. */
export function perEach(money: Money, n: number): number | null {
  const one = oneAmount(money);
  return one === null || n === 0 ? null : one.cents / n;
}

/** What site.yaml says of the campaign's cost, where it says something. */
export function costGiven({ site }: Catalog, name: string) {
  return Object.hasOwn(site.campaigns, name) ? site.campaigns[name] : undefined;
}

/** The costs of site.yaml as far as they fall into `span`; those without a first day belong to no period. */
export function spendGiven(
  catalog: Catalog,
  { key, ...span }: Days & { key: string },
  today: string,
): Spend[] {
  return Object.entries(catalog.site.campaigns).flatMap(([campaign, given]) => {
    const amount = given.cost.amount * 100 * shareOf(given, span, today);
    return amount === 0 ? [] : [{ ...nothing, key, campaign, currency: given.cost.currency, amount }];
  });
}

/** All that site.yaml says. */
export function allGiven(catalog: Catalog, key: string): Spend[] {
  return Object.entries(catalog.site.campaigns).map(([campaign, { cost }]) => {
    return { ...nothing, key, campaign, currency: cost.currency, amount: Math.round(cost.amount * 100) };
  });
}

/** Which part of a cost's days lies in `span`; without a last day it has been spent until today. */
function shareOf(
  { from, until }: { from?: string | undefined; until?: string | undefined },
  span: Days,
  today: string,
): number {
  if (from === undefined) return 0;
  const last = until ?? (from > today ? from : today);
  const inside = { from: from > span.from ? from : span.from, until: last < span.until ? last : span.until };
  return Math.max(0, countDays(inside)) / countDays({ from, until: last });
}

const nothing = { source: null, impressions: null, amountSeen: null, clicks: null, impressionsClicked: null };
