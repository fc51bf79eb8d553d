import { textFile } from "./csv.ts";
import { type Cell, cellText, type Sheet } from "./sheet.ts";

/** The rows of `sheet` as objects by its heads: one list, or (`lines`) one object a line. An empty cell is null. */
export function jsonFile(sheet: Sheet, lines: boolean): ReadableStream<Uint8Array> {
  let separator = lines ? "" : "\n";
  const write = (cells: Cell[]) => {
    const before = separator;
    if (!lines) separator = ",\n";
    return `${before}${JSON.stringify(objectOf(cells, sheet))}${lines ? "\n" : ""}`;
  };
  return textFile(sheet, lines ? "" : "[", write, lines ? "" : "\n]\n").pipeThrough(new TextEncoderStream());
}

function objectOf(
  cells: readonly Cell[],
  { heads, timeZone }: Sheet,
): Record<string, string | number | null> {
  return Object.fromEntries(
    cells.map((cell, place) => [heads[place] ?? "", cell === "" ? null : plainValue(cell, timeZone)]),
  );
}

function plainValue(cell: Cell, timeZone: string): string | number {
  if (typeof cell === "number") return cell;
  return typeof cell === "object" && "cents" in cell ? cell.cents / 100 : cellText(cell, timeZone);
}
