import { inertCell } from "./cell.ts";
import { textFile } from "./csv.ts";
import { type Cell, cellText, type Sheet } from "./sheet.ts";

/** The media type of the file. */
export const tabType = "text/tab-separated-values; charset=utf-16le";

/** The rows of `sheet` as Meta's own download has them: UTF-16, tabs between cells. */
export function tabFile(sheet: Sheet): ReadableStream<Uint8Array> {
  const record = (cells: readonly Cell[]) =>
    `${cells.map((cell) => tabCell(cellText(cell, sheet.timeZone))).join("\t")}\r\n`;
  const texts = textFile(sheet, `\ufeff${record(sheet.heads)}`, record);
  return texts.pipeThrough(
    new TransformStream<string, Uint8Array>({
      transform(text, controller) {
        controller.enqueue(utf16(text));
      },
    }),
  );
}

function tabCell(text: string): string {
  const cell = inertCell(text);
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    bytes[place * 2] = unit & 255;
    bytes[place * 2 + 1] = unit >>> 8;
  }
  return bytes;
}
