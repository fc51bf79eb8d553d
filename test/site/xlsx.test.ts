import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { HyperFormula } from "hyperformula";
import Papa from "papaparse";
import { describe, it } from "vitest";
import { csvFile } from "../../worker/export/csv.ts";
import type { Cell, Sheet } from "../../worker/export/sheet.ts";
import { xlsxFile } from "../../worker/export/xlsx/workbook.ts";
import { hostile } from "../support/worker-strings.ts";

const cut = "[cut: it had {n} characters]";
const at = Date.parse("2027-03-10T11:00:00Z");

function aSheet(rows: Cell[][], heads = ["text"]): Sheet {
  const pages = [rows.slice(0, 3), rows.slice(3)].filter((page) => page.length > 0);
  return { name: "Contatti", heads, timeZone: "Europe/Rome", nextPage: async () => pages.shift() ?? [] };
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function partsOf(rows: Cell[][], rowsASheet?: number): Promise<Record<string, string>> {
  const parts = unzipSync(await bytesOf(xlsxFile(aSheet(rows), cut, rowsASheet)));
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** The texts of a sheet, as a spreadsheet reads them: what is no inline string or number is none. */
function textsIn(xml: string): string[] {
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return [...xml.matchAll(/<c r="A\d+"(?: s="\d")? t="inlineStr"><is><t[^>]*>([^<]*)<\/t><\/is><\/c>/g)].map(
    ([, text = ""]) =>
      text
        .replace(/&(\w+);/g, (_, name: string) => entities[name] ?? "")
        .replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  );
}

describe("the XLSX", () => {
  it("holds texts as texts: of 500 hostile cells none is a formula, and each comes back as it was", async ({
    expect,
  }) => {
    const { "xl/worksheets/sheet1.xml": xml = "" } = await partsOf(hostile.map((text) => [text]));
    expect(hostile).toHaveLength(500);
    expect(xml).not.toMatch(/<f[ >/]/);
    const read = textsIn(xml).slice(1);
    expect(read).toEqual(hostile.filter((text) => text !== "").map((text) => text.toWellFormed()));
    // What a spreadsheet is given as a string it keeps as one: an apostrophe says so to this engine.
    const sheet = HyperFormula.buildFromArray(
      read.map((text) => [`'${text}`]),
      { licenseKey: "gpl-v3" },
    );
    const computed = read.filter((_, row) => sheet.doesCellHaveFormula({ sheet: 0, row, col: 0 }));
    sheet.destroy();
    expect(computed).toEqual([]);
  });

  it("is the same file each time, and goes on in further sheets", async ({ expect }) => {
    const rows = Array.from({ length: 7 }, (_, place): Cell[] => [place]);
    const [one, other] = await Promise.all([0, 1].map(() => bytesOf(xlsxFile(aSheet(rows), cut, 4))));
    expect(one).toEqual(other);
    const parts = await partsOf(rows, 4);
    const sheets = Object.keys(parts).filter((name) => name.includes("worksheets/"));
    expect(sheets).toEqual([1, 2, 3].map((number) => `xl/worksheets/sheet${number}.xml`));
    expect(parts["xl/workbook.xml"]).toContain('name="Contatti 3"');
    expect(parts["xl/worksheets/sheet3.xml"]).toContain('<autoFilter ref="A1:A2"/>');
    expect(parts["xl/worksheets/sheet1.xml"]).toContain('state="frozen"');
  });

  it("cuts what no cell holds, and says so", async ({ expect }) => {
    const { "xl/worksheets/sheet1.xml": xml = "" } = await partsOf([["😀".repeat(20_000)]]);
    const [, text = ""] = textsIn(xml);
    expect(text.length).toBeLessThanOrEqual(32_767);
    expect(text).toMatch(/😀 \[cut: it had 40000 characters\]$/u);
  });
});

const heads = ["nome", "telefono", "quando", "giorno", "scontrino", "persone", "formula"];
const row: Cell[] = [
  "Niccolò Però",
  "+390515550142",
  { at },
  { day: "2027-03-31" },
  { cents: 990 },
  4,
  "=1+1",
];

describe.skipIf(!hasLibreOffice())("LibreOffice (skipped where it is not installed)", () => {
  it("opens XLSX and CSV with accents, +39, dates and formulas as they are", async ({ expect }) => {
    const folder = mkdtempSync(join(tmpdir(), "imbuto-"));
    try {
      writeFileSync(join(folder, "x.xlsx"), await bytesOf(xlsxFile(aSheet([row], heads), cut)));
      const csv = csvFile(aSheet([row], heads), { separator: ";", mark: true });
      writeFileSync(join(folder, "c.csv"), await bytesOf(csv));
      // In: semicolons, UTF-8. Out: commas, UTF-8, as cells show it.
      convert(folder, "x.xlsx", "x", []);
      convert(folder, "c.csv", "c", ["--infilter=CSV:59,34,76"]);
      expect(opened(folder, "x")).toEqual([
        heads,
        ["Niccolò Però", "+390515550142", "2027-03-10 12:00:00", "2027-03-31", "9.90", "4", "=1+1"],
      ]);
      const [, cells = []] = opened(folder, "c");
      expect(cells[0]).toBe("Niccolò Però");
      expect(cells[1]).toBe("+39\u00a00515550142");
      expect(cells[2]).toMatch(/^2027-03-10T12:00:00\+01:00$/);
      expect(cells[6]).toBe("'=1+1");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function hasLibreOffice(): boolean {
  try {
    execFileSync("soffice", ["--version"], { stdio: "ignore", timeout: 60_000 });
    return true;
  } catch {
    // A machine without it has nothing to try.
    return false;
  }
}

function convert(folder: string, name: string, out: string, more: string[]): void {
  const to = ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", join(folder, out)];
  // A profile of its own: another LibreOffice on this machine does not stand in the way.
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  execFileSync("soffice", [profile, "--headless", ...more, ...to, join(folder, name)], {
    stdio: "ignore",
    timeout: 120_000,
  });
}

function opened(folder: string, out: string): string[][] {
  const text = readFileSync(join(folder, out, `${out}.csv`), "utf8");
  return Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { skipEmptyLines: true }).data;
}
