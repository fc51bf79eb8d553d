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

/** Rows of one part of a file, by their numbers: what a Worker reads in 36 questions, and holds with ease. */
export const rowsOfPart = 100_000;

/**
 * Pages by row number, as many as there are: `read` brings the rows after one.
 *
 * A Worker on the free plan may ask its database 50 times, and some of those questions are not for rows: up to
 * `rowsOfPart` rows are read in 36. More of them come in parts, counted from 1, or, where the plan allows it, at once.
 */
export function pagesOf<Row extends Placed>(
  total: number,
  read: (after: number, limit: number) => Promise<Row[]>,
  cells: (row: Row) => Cell[] | Promise<Cell[]>,
  part?: number,
): Sheet["nextPage"] {
  const limit = Math.min(mostRows, Math.max(fewestRows, Math.ceil(total / pages)));
  const last = part === undefined ? Number.POSITIVE_INFINITY : part * rowsOfPart;
  let after = part === undefined ? 0 : last - rowsOfPart;
  let isOver = false;
  let held: Row[] = [];
  return async () => {
    if (held.length === 0 && !isOver) {
      const rows = await read(after, limit);
      held = rows.filter(({ row }) => row <= last);
      // The last page is known by its size: the question that would find nothing is not asked.
      isOver = held.length < limit || held.at(-1)?.row === last;
      after = held.at(-1)?.row ?? after;
    }
    // A hundred cells for each row: they go before the next rows get theirs.
    return Promise.all(held.splice(0, rowsAtOnce).map(cells));
  };
}

const pages = 36;
const fewestRows = 1000;
const rowsAtOnce = 100;
const mostRows = Math.ceil(rowsOfPart / pages);

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
