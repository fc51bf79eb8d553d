import type { Notation } from "./amount.ts";
import { rowsOf } from "./sheet.ts";

/** What a column holds, by the heads that Google Ads, Meta Ads and people give it, the better ones first. */
const heads = {
  campaign: ["campaign", "campagna", "campaign name", "nome campagna", "nome della campagna"],
  from: [
    "day",
    "giorno",
    "from",
    "dal",
    "date",
    "data",
    "reporting starts",
    "inizio report",
    "inizio dei report",
  ],
  until: ["until", "al", "reporting ends", "fine report", "fine dei report"],
  amount: ["amount", "importo", "cost", "costo", "amount spent", "importo speso", "spend", "spesa"],
  currency: ["currency", "valuta", "currency code", "codice valuta"],
  impressions: ["impressions", "impressioni", "impr."],
  clicks: ["link clicks", "clic sul link", "clicks", "clic"],
  source: ["source", "provenienza"],
} as const;
export type Column = keyof typeof heads;

/** A file as a table: its rows after the heads, and what the heads tell. */
export interface CostSheet {
  /** What stands before the heads: a title, the days. */
  title: string;
  rows: { line: number; cells: string[] }[];
  places: Partial<Record<Column, number>>;
  /** The currency in the head of the amounts. */
  currency: string | null;
  /** Whose file it is, as far as its heads tell: the source of rows that name none. */
  source: string | null;
  /** How the language of the heads writes amounts. */
  notation: Notation;
}

/** The table in `text`, with whatever its cells are parted by; null where it has no heads that we know. */
export function sheetIn(text: string): CostSheet | null {
  for (const separator of ["\t", ";", ","]) {
    const rows = rowsOf(text, separator);
    // A title and the days come before the heads.
    const place = rows.slice(0, 10).findIndex(({ cells }) => {
      const places = placesOf(cells);
      return places.campaign !== undefined && places.amount !== undefined;
    });
    const found = rows[place];
    if (found !== undefined) return sheetOf(rows, place, found.cells);
  }
  return null;
}

function sheetOf(rows: CostSheet["rows"], place: number, cells: string[]): CostSheet {
  const places = placesOf(cells);
  const amount = cells[places.amount ?? 0] ?? "";
  const [, currency = null] = /\(([A-Z]{3})\)/.exec(amount) ?? [];
  const isMeta = /spent|speso/i.test(amount);
  const isGoogle = cells.some((cell) => /^(currency code|codice valuta)$/i.test(cell));
  return {
    title: rows
      .slice(0, place)
      .flatMap(({ cells }) => cells)
      .join(" "),
    rows: rows.slice(place + 1),
    places,
    currency,
    source: isMeta ? "facebook" : isGoogle ? "google" : null,
    notation: /^(importo|costo|spesa)/i.test(amount) ? "," : ".",
  };
}

/** Where each column stands. */
function placesOf(cells: readonly string[]): Partial<Record<Column, number>> {
  const named = cells.map((cell) =>
    cell
      .replace(/\(.*\)/, "")
      .replace(/\s+/g, " ")
      .trim()
      .toLowerCase(),
  );
  const found = Object.entries(heads).flatMap(([column, names]) => {
    const place = names.map((name) => named.indexOf(name)).find((each) => each >= 0);
    return place === undefined ? [] : [[column, place]];
  });
  return Object.fromEntries(found);
}
