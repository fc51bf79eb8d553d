import type { Cell, Sheet } from "../sheet.ts";
import { mostRows, sheetBegin, sheetEnd, sheetRow } from "./worksheet.ts";
import { xmlText } from "./xml.ts";
import { type Entry, zipOf } from "./zip.ts";

const begin = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The media type of the file. */
export const xlsxType = `${type}.sheet`;

/**
 * `sheet` as a workbook of Excel, made as it is read: times and numbers are such, all else is text and never a formula.
 * What one sheet cannot hold goes on in the next. `cut` is said where a cell cannot hold its text.
 */
export function xlsxFile(sheet: Sheet, cut: string, rowsASheet = mostRows): ReadableStream<Uint8Array> {
  const bytes = zipOf(partsOf(sheet, cut, rowsASheet));
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
}

/** The files of the workbook: those that count the sheets come after them. */
async function* partsOf(sheet: Sheet, cut: string, rowsASheet: number): AsyncGenerator<Entry> {
  yield part(
    "_rels/.rels",
    `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  yield part("xl/styles.xml", stylesXml);
  const rows = rowsOf(sheet.nextPage);
  let sheets = 0;
  do {
    sheets += 1;
    yield {
      name: `xl/worksheets/sheet${sheets}.xml`,
      texts: textsOf(sheet, rows, sheets === 1, cut, rowsASheet),
    };
  } while (await rows.hasMore());
  const numbers = Array.from({ length: sheets }, (_, place) => place + 1);
  yield part("xl/workbook.xml", workbookXml(sheet.name, numbers));
  yield part("xl/_rels/workbook.xml.rels", workbookRelations(numbers));
  yield part("[Content_Types].xml", contentTypes(numbers));
}

function part(name: string, xml: string): Entry {
  return { name, texts: [begin + xml] };
}

// Rows that are handed on at once: enough for the packer, and little to hold.
const atOnce = 200;

async function* textsOf(sheet: Sheet, rows: Rows, isFirst: boolean, cut: string, rowsASheet: number) {
  yield sheetBegin(sheet.heads, isFirst);
  let row = 1;
  for (
    let some = await rows.take(rowsASheet - row);
    some.length > 0;
    some = await rows.take(rowsASheet - row)
  ) {
    const text = some.map((cells, place) => sheetRow(cells, row + place + 1, sheet.timeZone, cut)).join("");
    row += some.length;
    yield text;
  }
  yield sheetEnd(sheet.heads, row);
}

/** The rows of all pages, a few at a time. */
interface Rows {
  hasMore: () => Promise<boolean>;
  take: (most: number) => Promise<Cell[][]>;
}

function rowsOf(nextPage: Sheet["nextPage"]): Rows {
  let page: Cell[][] = [];
  let place = 0;
  let isOver = false;
  const hasMore = async () => {
    while (!isOver && place >= page.length) {
      page = await nextPage();
      place = 0;
      isOver = page.length === 0;
    }
    return !isOver;
  };
  const take = async (most: number) => {
    if (!(await hasMore())) return [];
    const taken = page.slice(place, place + Math.min(atOnce, most));
    place += taken.length;
    return taken;
  };
  return { hasMore, take };
}

function workbookXml(name: string, numbers: readonly number[]): string {
  const sheets = numbers.map((number) => {
    const called = xmlText(sheetName(name, number));
    return `<sheet name="${called}" sheetId="${number}" r:id="rId${number}"/>`;
  });
  return `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

/** What Excel takes for a sheet's name: 31 characters, and none of those that its formulas are made of. */
function sheetName(name: string, number: number): string {
  const end = number === 1 ? "" : ` ${number}`;
  return name.replace(/[[\]:*?/\\']/g, " ").slice(0, 31 - end.length) + end;
}

function workbookRelations(numbers: readonly number[]): string {
  const sheets = numbers.map((number) =>
    relation(`rId${number}`, "worksheet", `worksheets/sheet${number}.xml`),
  );
  const own = relation(`rId${numbers.length + 1}`, "styles", "styles.xml");
  return `<Relationships xmlns="${relations}">${sheets.join("")}${own}</Relationships>`;
}

function relation(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
}

function contentTypes(numbers: readonly number[]): string {
  const parts = [
    ["xl/workbook.xml", "sheet.main"],
    ["xl/styles.xml", "styles"],
    ...numbers.map((number) => [`xl/worksheets/sheet${number}.xml`, "worksheet"]),
  ].map(([name, kind]) => `<Override PartName="/${name}" ContentType="${type}.${kind}+xml"/>`);
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join("")}</Types>`;
}

// Cells: plain, head (bold), moment, day, text, amount.
const stylesXml = `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${[
  [0, 0],
  [0, 1],
  [164, 0],
  [165, 0],
  [49, 0],
  [4, 0],
]
  .map(
    ([format, font]) =>
      `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
  )
  .join("")}</cellXfs></styleSheet>`;
