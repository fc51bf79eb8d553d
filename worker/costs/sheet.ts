/** The text of a file, in whichever of the encodings that advertisers export it is. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  // Every second byte of western text in UTF-16 is empty.
  if (bytes.length > 3 && second === 0 && bytes[3] === 0) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
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
