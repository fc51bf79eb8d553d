import { isoLocal } from "../desk/when.ts";

/** What stands in a cell: a text, a number, a moment, a day (2027-03-01), an amount, or nothing (an empty text). */
export type Cell = string | number | { at: number } | { day: string } | { cents: number };

/** Rows under heads, whatever file they become. */
export interface Sheet {
  /** What people call it: the name of the sheet, and the beginning of the file's. */
  name: string;
  heads: readonly string[];
  /** Some more rows each time it is asked; none when it is over. */
  nextPage: () => Promise<Cell[][]>;
  /** The zone that moments are written in. */
  timeZone: string;
}

/** A row as the database gives it, with the number that the next page begins after. */
export interface Placed {
  row: number;
}

/**
 * Pages by row number, as many as there are: `read` brings the rows after one.
 *
 * A Worker on the free plan may ask its database 50 times, and some of those questions are not for rows: a page is as
 * large as it takes to be done in 40.
 */
export function pagesOf<Row extends Placed>(
  total: number,
  read: (after: number, limit: number) => Promise<Row[]>,
  cells: (row: Row) => Cell[] | Promise<Cell[]>,
): Sheet["nextPage"] {
  const limit = Math.min(mostRows, Math.max(fewestRows, Math.ceil(total / pages)));
  let after = 0;
  let isOver = false;
  return async () => {
    if (isOver) return [];
    const found = await read(after, limit);
    // The last page is known by its size: the question that would find nothing is not asked.
    isOver = found.length < limit;
    after = found.at(-1)?.row ?? after;
    return Promise.all(found.map(cells));
  };
}

const pages = 40;
const fewestRows = 1000;
// Ten thousand rows of a few hundred bytes are what an isolate holds with ease.
const mostRows = 10_000;

/** `text` as a number where that is how a number is written, so that nothing of it is lost; else as it is. */
export function numberCell(text: string): Cell {
  const number = Number(text);
  return text !== "" && String(number) === text && Number.isFinite(number) ? number : text;
}

/** A moment, or nothing. */
export function momentCell(at: number | null | undefined): Cell {
  return at === null || at === undefined ? "" : { at };
}

/** An amount, or nothing. */
export function moneyCell(cents: number | null): Cell {
  return cents === null ? "" : { cents };
}

/** `cell` as text: moments in ISO 8601 with their offset, amounts with a point. */
export function cellText(cell: Cell, timeZone: string): string {
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return String(cell);
  if ("cents" in cell) return (cell.cents / 100).toFixed(2);
  return "at" in cell ? isoLocal(cell.at, timeZone) : cell.day;
}
