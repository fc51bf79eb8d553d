import { csvRecord, type Separator } from "./cell.ts";
import { type Cell, cellText, type Sheet } from "./sheet.ts";

/** How a file is written. */
export interface Format {
  separator: Separator;
  /** Whether it begins with the mark by which Excel knows UTF-8. */
  mark: boolean;
}

/** The format that a page's address asks for: for programs, or as Excel wants it. */
export function formatIn(asked: unknown): Format {
  const isExcel = asked === "excel";
  return { separator: isExcel ? ";" : ",", mark: isExcel };
}

/** The media type of the file. */
export const csvType = "text/csv; charset=utf-8; header=present";

/** The rows of `sheet` under its heads, no cell of which a spreadsheet computes. */
export function csvFile(sheet: Sheet, { separator, mark }: Format): ReadableStream<Uint8Array> {
  const begin = (mark ? "\ufeff" : "") + csvRecord(sheet.heads, separator);
  return textFile(sheet, begin, (cells) =>
    csvRecord(
      cells.map((cell) => cellText(cell, sheet.timeZone)),
      separator,
    ),
  ).pipeThrough(new TextEncoderStream());
}

/** The rows of `sheet` for a program that reads no needless quotes, `begin` above its heads. */
export function recordsFile(sheet: Sheet, begin: string): ReadableStream<Uint8Array> {
  const record = (cells: readonly Cell[]) =>
    `${cells.map((cell) => bareCell(cellText(cell, sheet.timeZone))).join(",")}\r\n`;
  return textFile(sheet, begin + record(sheet.heads), record).pipeThrough(new TextEncoderStream());
}

function bareCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `begin`, and what `write` makes of each row. */
export function textFile(
  { nextPage }: Pick<Sheet, "nextPage">,
  begin: string,
  write: (cells: Cell[]) => string,
  end = "",
): ReadableStream<string> {
  // Pulled, so that no more than one page is held, however slowly the owner's line takes it.
  return new ReadableStream<string>({
    start(controller) {
      if (begin !== "") controller.enqueue(begin);
    },
    async pull(controller) {
      const page = await nextPage();
      if (page.length > 0) return controller.enqueue(page.map(write).join(""));
      if (end !== "") controller.enqueue(end);
      controller.close();
    },
  });
}
