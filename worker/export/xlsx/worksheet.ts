import { type Cell, cellText } from "../sheet.ts";
import { xmlText } from "./xml.ts";

/** The styles of cells, as `styles.xml` numbers them. */
const styles = { plain: 0, head: 1, moment: 2, day: 3, text: 4, money: 5 } as const;

/** The most that a sheet and a cell of Excel hold. */
export const mostRows = 1_048_576;
const mostCharacters = 32_767;

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** What stands before the rows of a sheet: the head stays in sight, and every column has a width. */
export function sheetBegin(heads: readonly string[], isFirst: boolean): string {
  const columns = heads.map((head, place) => {
    const width = Math.min(40, Math.max(12, head.length + 4));
    return `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`;
  });
  const cells = heads.map((head, place) => textCell(head, `${letters(place)}1`, styles.head));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${main}"><sheetViews><sheetView ${isFirst ? 'tabSelected="1" ' : ""}workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData><row r="1">${cells.join("")}</row>`;
}

/** What stands after `rows` rows, the head among them: the arrows by which one sorts and filters. */
export function sheetEnd(heads: readonly string[], rows: number): string {
  return `</sheetData><autoFilter ref="A1:${letters(heads.length - 1)}${rows}"/></worksheet>`;
}

/** One row; `cut` is said at the end of a text that no cell can hold, `{n}` being its length. */
export function sheetRow(cells: readonly Cell[], row: number, timeZone: string, cut: string): string {
  const written = cells.map((cell, place) => cellXml(cell, `${letters(place)}${row}`, timeZone, cut));
  return `<row r="${row}">${written.join("")}</row>`;
}

function cellXml(cell: Cell, place: string, timeZone: string, cut: string): string {
  if (cell === "") return "";
  if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell !== "string") {
    if ("cents" in cell) return `<c r="${place}" s="${styles.money}"><v>${cell.cents / 100}</v></c>`;
    const serial = serialOf(cellText(cell, timeZone));
    if (serial !== null) {
      const style = "at" in cell ? styles.moment : styles.day;
      return `<c r="${place}" s="${style}"><v>${serial}</v></c>`;
    }
  }
  const text = cellText(cell, timeZone);
  // Marked as text, so that it stays one when somebody edits the cell: `=…`, `+39…`, `007`.
  return textCell(shortened(text, cut), place, /^\p{L}/u.test(text) ? styles.plain : styles.text);
}

function textCell(text: string, place: string, style: number): string {
  const marked = style === styles.plain ? "" : ` s="${style}"`;
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : "";
  return `<c r="${place}"${marked} t="inlineStr"><is><t${space}>${xmlText(text)}</t></is></c>`;
}

function shortened(text: string, cut: string): string {
  if (text.length <= mostCharacters) return text;
  const note = ` ${cut.replace("{n}", String(text.length))}`;
  // Not through the middle of a character.
  return text.slice(0, mostCharacters - note.length).replace(/[\ud800-\udbff]$/, "") + note;
}

const named: string[] = [];

/** The letters of a column: A … Z, AA … */
function letters(place: number): string {
  const known = named[place];
  if (known !== undefined) return known;
  const before = place < 26 ? "" : letters(Math.floor(place / 26) - 1);
  const name = before + String.fromCharCode(65 + (place % 26));
  named[place] = name;
  return name;
}

/** Days since Excel's own beginning, by what a clock on the wall shows: `text` is in ISO 8601, its offset is left out. */
function serialOf(text: string): number | null {
  const wall = Date.parse(`${text.slice(0, 19)}${text.length > 10 ? "Z" : "T00:00:00Z"}`);
  const serial = wall / 86_400_000 + 25_569;
  // Before March 1900 Excel's calendar is wrong by a day, and before 1900 it has none.
  return Number.isNaN(serial) || serial < 61 ? null : Number(serial.toFixed(6));
}
