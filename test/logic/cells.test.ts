import fc from "fast-check";
import { ErrorType, HyperFormula } from "hyperformula";
import Papa from "papaparse";
import { describe, it } from "vitest";
import { csvRecord, inertCell, plainText } from "../../worker/export/cell.ts";
import { hostile } from "../support/worker-strings.ts";
import { texts } from "./texts.ts";

const phones = fc.stringMatching(/^(?:\+|00)?(?:[ ()./-]*[0-9]){5,15}[ ]*$/);
const formulas = fc
  .tuple(fc.constantFrom("=", "+", "-", "@", "\t=", "\r", "\n", " =", "'=", "''+", "＝", "-1", "+39"), texts)
  .map(([sign, rest]) => sign + rest);
const cells = fc.oneof(texts, phones, formulas);

/**
 * The cells that a spreadsheet would compute.
 *
 * HyperFormula knows a formula by = alone; Excel takes a cell that begins with + - or @, or with a blank before them,
 * for one too, so that these are put to it as what Excel makes of them. What it cannot parse is text, and a plain
 * negative number is a number.
 */
function computedIn(column: string[]): string[] {
  const rows = column.map((cell) => [cell.replace(/^\s*(?:=|(?=[+-](?!\d+(?:\.\d+)?$))|@)/, "=")]);
  const sheet = HyperFormula.buildFromArray(rows, { licenseKey: "gpl-v3" });
  const computed = column.filter((_, row) => {
    const place = { sheet: 0, row, col: 0 };
    const value = sheet.getCellValue(place);
    const unread = typeof value === "object" && value?.type === ErrorType.ERROR;
    return sheet.doesCellHaveFormula(place) && !unread;
  });
  sheet.destroy();
  return computed;
}

describe("a cell of the CSV file", () => {
  it("is read by another program as what was written", ({ expect }) => {
    const records = fc.array(cells, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(records, fc.constantFrom(",", ";"), (record, separator) => {
        const { data, errors } = Papa.parse<string[]>(csvRecord(record, separator), {
          delimiter: separator,
          newline: "\r\n",
        });
        expect(errors).toEqual([]);
        expect(data[0]?.map(plainText)).toEqual(record);
        expect(data.slice(1)).toEqual([[""]]);
      }),
    );
  });

  it("never begins a formula, save a plain negative number", ({ expect }) => {
    fc.assert(
      fc.property(cells, (cell) => {
        const written = inertCell(cell);
        const opens = /^\s*[=@＝＠]|^[\t\r\n]|^\s*[+\-＋－]/.test(written);
        const isPhone =
          /^\+[0-9]{1,3}[ \u00a0().0-9-]+$/.test(written) &&
          /[0-9)][ \u00a0]+[0-9(]|^\+[0-9]+\u00a0/.test(written);
        expect(opens && !isPhone && !/^-[0-9]+(?:\.[0-9]+)?$/.test(written)).toBe(false);
      }),
    );
  });

  it("is written with as little as keeps it what it is", ({ expect }) => {
    const space = "\u00a0";
    const written = [
      ["", ""],
      ["Ada", "Ada"],
      [" Ada", " Ada"],
      ["'Ada", "'Ada"],
      ["=1", "'=1"],
      ["''=1", "'''=1"],
      [" +x", "' +x"],
      ["\tAda", "'\tAda"],
      ["'\nAda", "''\nAda"],
      ["-5", "-5"],
      ["-12", "-12"],
      ["-12.5", "-12.5"],
      ["-12.50", "-12.50"],
      ["-12.x5", "'-12.x5"],
      ["-5x", "'-5x"],
      ["-1234567890123456", "'-1234567890123456"],
      ["+390515550142", `+39${space}0515550142`],
      ["+12025550142", `+1${space}2025550142`],
      ["+3906", "'+3906"],
      ["+353 1 5550142", "+353 1 5550142"],
      ["+39  051 5550142", "+39  051 5550142"],
      ["+39 (051) 5550142", "+39 (051) 5550142"],
      ["+39(051) 5550142", "+39(051) 5550142"],
      ["+39-051-5550142 ", `+39${space}-051-5550142 `],
      ["+39 .0515550142", `+39${space} .0515550142`],
      ["+39051- 5550142", `+39${space}051- 5550142`],
      ["+3531555014", `+353${space}1555014`],
      ["+39051/5550142", "'+39051/5550142"],
      ["+390515550142123456", "'+390515550142123456"],
      [`+39${space}051`, `'+39${space}051`],
    ];
    for (const [cell = "", text] of written) expect([cell, inertCell(cell)]).toEqual([cell, text]);
    const read = [
      ["'Ada", "'Ada"],
      ["'=1", "=1"],
      [`+39${space}051`, "+39051"],
      [`x+39${space}051`, `x+39${space}051`],
      [`+x${space}051`, `+x${space}051`],
    ];
    for (const [cell = "", text] of read) expect([cell, plainText(cell)]).toEqual([cell, text]);
  });

  it("comes back as it was typed", () => {
    fc.assert(fc.property(cells, (cell) => plainText(inertCell(cell)) === cell));
  });

  it("is computed by no spreadsheet: 0 of 500, where 15 would be as they came", ({ expect }) => {
    expect(hostile).toHaveLength(500);
    expect(computedIn(hostile.map(inertCell))).toEqual([]);
    expect(computedIn(hostile)).toHaveLength(15);
  });
});
