import { daySchema } from "../../content/schema/primitives.ts";
import { addDays } from "../calendar.ts";

/** Days, the first and the last included. */
export interface Days {
  from: string;
  until: string;
}

/** The days that are looked at, and as many before them to judge them by. */
export interface Period extends Days {
  before: Days;
  /** How many they are. */
  length: number;
  /** The choice that leads here; null: days of the reader's own. */
  choice: number | null;
}

/** All days that there are. */
export const always: Days = { from: "1970-01-01", until: "9998-12-31" };

/** The periods to choose from, in days. */
export const choices = [7, 30, 90, 365] as const;

/** Up to so many days each are counted by themselves; more are shown by the month. */
export const mostDays = 92;

/** The period that an address asks for, by its number of days or its own ends; null where those are none. */
export function periodIn(query: Readonly<Record<string, string>>, today: string): Period | null {
  const { from = "", until = "" } = query;
  if (from === "" && until === "") {
    const length = choices.find((choice) => String(choice) === query.days) ?? 30;
    return lastDays(length, today);
  }
  const [first, last] = [daySchema.safeParse(from), daySchema.safeParse(until || today)];
  if (!first.success || !last.success || first.data > last.data) return null;
  const length = countDays({ from: first.data, until: last.data });
  return length > longest ? null : { ...spanOf(first.data, length), choice: null };
}

// Ten years: no step is older.
const longest = 3660;

/** The last `length` days, today among them. */
export function lastDays(length: number, today: string): Period {
  return { ...spanOf(addDays(today, 1 - length), length), choice: length };
}

/** How many days there are. */
export function countDays({ from, until }: Days): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;
}

function spanOf(from: string, length: number): Omit<Period, "choice"> {
  const before = { from: addDays(from, -length), until: addDays(from, -1) };
  return { from, until: addDays(from, length - 1), before, length };
}

/** What makes up the days from the first to the last: whole months, and the days before and after them. */
export function piecesOf({ from, until }: Days): { days: Days[]; months: Days | null } {
  const first = from.endsWith("-01") ? monthOf(from) : monthAfter(from, 1);
  const last = addDays(until, 1).endsWith("-01") ? monthOf(until) : monthAfter(until, -1);
  if (first > last) return { days: [{ from, until }], months: null };
  const head = { from, until: addDays(`${first}-01`, -1) };
  const tail = { from: `${monthAfter(`${last}-01`, 1)}-01`, until };
  return {
    days: [head, tail].filter((piece) => piece.from <= piece.until),
    months: { from: first, until: last },
  };
}

function monthOf(day: string): string {
  return day.slice(0, 7);
}

function monthAfter(day: string, count: number): string {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
}
