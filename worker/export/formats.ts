import { zoneLine } from "./conversions.ts";
import { csvFile, csvType, formatIn, recordsFile } from "./csv.ts";
import { jsonFile } from "./json.ts";
import type { Kind } from "./kinds.ts";
import type { Sheet } from "./sheet.ts";
import { tabFile, tabType } from "./tab.ts";
import { xlsxFile, xlsxType } from "./xlsx/workbook.ts";

/** How a file is written; 'tab' is what Meta's own download is. */
export const formats = ["csv", "excel", "xlsx", "json", "ndjson", "tab"] as const;
export type FileFormat = (typeof formats)[number];

/** A file on its way out. */
interface Written {
  body: ReadableStream<Uint8Array>;
  type: string;
  ending: string;
}

/** `sheet` as a file; what an advertising platform reads has the platform's own format, whichever is asked for. */
export function fileOf(sheet: Sheet, kind: Kind, format: FileFormat, cut: string): Written {
  if (kind.kind === "audience") return { body: recordsFile(sheet, ""), type: csvType, ending: "csv" };
  if (kind.kind === "conversions")
    return { body: recordsFile(sheet, zoneLine(sheet.timeZone)), type: csvType, ending: "csv" };
  switch (format) {
    case "csv":
    case "excel":
      return { body: csvFile(sheet, formatIn(format)), type: csvType, ending: "csv" };
    case "xlsx":
      return { body: xlsxFile(sheet, cut), type: xlsxType, ending: "xlsx" };
    case "json":
      return { body: jsonFile(sheet, false), type: "application/json; charset=utf-8", ending: "json" };
    case "ndjson":
      return { body: jsonFile(sheet, true), type: "application/x-ndjson; charset=utf-8", ending: "ndjson" };
    case "tab":
      return { body: tabFile(sheet), type: tabType, ending: "csv" };
  }
}
