import { decode, encodingOf } from "../import/encoding.ts";

/** The text of a file, in whichever of the encodings that advertisers export it is. */
export function textOf(bytes: Uint8Array): string {
  return decode(bytes, encodingOf(bytes)).text.replace(/^\uFEFF/, "");
}

/** The rows of a text whose cells are parted by `separator` and may stand in quotes, with the line each begins in. */
export function rowsOf(text: string, separator: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))[^${separator}\\r\\n]*(${separator}|\\r\\n|\\n|\\r|$)`,
    "y",
  );
  const plain = text.replace(/^\uFEFF/, "");
  let [cells, line, begun]: [string[], number, number] = [[], 1, 1];
  while (cell.lastIndex < plain.length) {
    const [whole = "", quoted, bare = "", end] = cell.exec(plain) ?? [];
    cells.push((quoted?.replaceAll('""', '"') ?? bare).trim());
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === separator && cell.lastIndex < plain.length) continue;
    if (cells.some((each) => each !== "")) rows.push({ line: begun, cells });
    [cells, begun] = [[], line];
  }
  return rows;
}
