import { digest } from "../digest.ts";
import { type Notation, notationOf, readCount, readMoney } from "./amount.ts";
import type { Column, CostSheet } from "./columns.ts";
import { daysIn, readDay } from "./day.ts";

/** What was spent on one campaign on some days. */
export interface Cost {
  campaign: string;
  from: string;
  until: string;
  /** In cents. */
  amount: number;
  currency: string;
  source: string | null;
  impressions: number | null;
  clicks: number | null;
}

/** Why a row is not taken; the first two are none of its faults. */
type Refusal = "total" | "nothing" | "amount" | "unclear" | "days" | "order" | "long" | "source" | "count";

/** A row of a file, and what it becomes. */
export interface CostRow {
  line: number;
  /** As the file calls it. */
  campaign: string;
  /** What makes it the same row when the file comes again; without a cost, none. */
  fingerprint: string;
  cost: Cost | null;
  refusal: Refusal | null;
  /** The row as it stands there. */
  text: string;
}

/** What rows say that name no source or no campaign that we know. */
export interface Defaults {
  source: string | null;
  currency: string;
  /** The campaign that a name in the file stands for. */
  campaignOf: (name: string) => string;
}

/** Every row of `sheet` with the cost it tells of, or why it tells of none. */
export async function readCosts(sheet: CostSheet, defaults: Defaults): Promise<CostRow[]> {
  const days = daysIn(sheet.title);
  const cellsOf = (cells: readonly string[]) => (column: Column) => {
    const text = cells[sheet.places[column] ?? -1] ?? "";
    return /^[-–—]*$/.test(text) ? "" : text;
  };
  const notation = notationOf(sheet.rows.map(({ cells }) => cellsOf(cells)("amount"))) ?? sheet.notation;
  const seen = new Map<string, number>();
  return Promise.all(
    sheet.rows.map(async ({ line, cells }) => {
      const cell = cellsOf(cells);
      const read = costIn(cell, sheet, { ...defaults, notation, days });
      const row = { line, campaign: cell("campaign"), text: cells.filter(Boolean).join(" · ").slice(0, 200) };
      if (typeof read === "string") return { ...row, fingerprint: "", cost: null, refusal: read };
      const key = JSON.stringify([row.campaign, read.source, read.from, read.until, read.currency]);
      // The same words once more are another row: an ad set, a second invoice.
      const again = seen.get(key) ?? 0;
      seen.set(key, again + 1);
      return { ...row, fingerprint: await digest(`${key} ${again}`), cost: read, refusal: null };
    }),
  );
}

function costIn(
  cell: (column: Column) => string,
  sheet: CostSheet,
  { notation, days, ...defaults }: Defaults & { notation: Notation; days: readonly string[] },
): Cost | Refusal {
  const campaign = cell("campaign");
  if (campaign === "" || /^total[ei]?\b/i.test(campaign)) return "total";
  if (/^total[ei]?\b/i.test(cell("from"))) return "total";
  if (campaign.length > 120) return "long";
  const money = readMoney(cell("amount") || "0", notation);
  if (money === null || money === "unclear") return money ?? "amount";
  const from = cell("from") === "" ? (days.at(-2) ?? days.at(-1) ?? null) : readDay(cell("from"));
  const until =
    cell("until") === "" ? (cell("from") === "" ? (days.at(-1) ?? null) : from) : readDay(cell("until"));
  if (from === null || until === null) return "days";
  if (from > until) return "order";
  const source = cell("source") || defaults.source || sheet.source;
  if (source !== null && source.length > 60) return "source";
  const [impressions, clicks] = (["impressions", "clicks"] as const).map((column) =>
    cell(column) === "" ? undefined : readCount(cell(column)),
  );
  if (impressions === null || clicks === null) return "count";
  if (money.cents === 0 && (impressions ?? 0) === 0) return "nothing";
  const [currency] = /^[A-Z]{3}$/.exec(cell("currency").toUpperCase()) ?? [];
  return {
    campaign: defaults.campaignOf(campaign),
    from,
    until,
    amount: money.cents,
    currency: currency ?? sheet.currency ?? money.currency ?? defaults.currency,
    source,
    impressions: impressions ?? null,
    clicks: clicks ?? null,
  };
}
