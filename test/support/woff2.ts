import { brotliDecompressSync } from "node:zlib";

/** What a font file says of its letters' room, as shares of the type's size. */
export interface FontTables {
  ascent: number;
  descent: number;
  lineGap: number;
  /** Whether the file has a drawing for the sign. */
  has(sign: string): boolean;
  /** How wide the sign is. */
  widthOf(sign: string): number;
}

/** Names of tables that WOFF2 writes as a number. */
const known = [
  "cmap",
  "head",
  "hhea",
  "hmtx",
  "maxp",
  "name",
  "OS/2",
  "post",
  "cvt ",
  "fpgm",
  "glyf",
  "loca",
];

/** Reads the tables of a WOFF2 file that say how wide and how high its type is. */
export function readWoff2(file: Buffer): FontTables {
  const tables = tablesOf(file);
  const table = (name: string) => {
    const found = tables.get(name);
    if (found === undefined) throw new Error(`The font has no table "${name}".`);
    return found;
  };
  const [head, hhea, hmtx, cmap] = ["head", "hhea", "hmtx", "cmap"].map(table);
  if (!head || !hhea || !hmtx || !cmap) throw new Error("The font is no font.");
  const em = head.readUInt16BE(18);
  const wide = hhea.readUInt16BE(34);
  const glyphs = glyphsOf(cmap);
  const glyphOf = (sign: string) => glyphs.get(sign.codePointAt(0) ?? 0) ?? 0;
  return {
    ascent: hhea.readInt16BE(4) / em,
    descent: -hhea.readInt16BE(6) / em,
    lineGap: hhea.readInt16BE(8) / em,
    has: (sign) => glyphOf(sign) !== 0,
    widthOf: (sign) => hmtx.readUInt16BE(4 * Math.min(glyphOf(sign), wide - 1)) / em,
  };
}

/** The directory of a WOFF2 file is followed by all tables in one stream. */
function tablesOf(file: Buffer): Map<string, Buffer> {
  const count = file.readUInt16BE(12);
  const directory: { name: string; length: number }[] = [];
  let at = 48;
  const number = () => {
    let value = 0;
    for (;;) {
      const byte = file.readUInt8(at++);
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  for (let place = 0; place < count; place++) {
    const flags = file.readUInt8(at++);
    const index = flags & 63;
    const name = index === 63 ? file.toString("latin1", at, at + 4) : (known[index] ?? `table ${index}`);
    if (index === 63) at += 4;
    const plain = number();
    // Outlines are packed unless the version says not; other tables only where it says so.
    const isPacked = name === "glyf" || name === "loca" ? flags >> 6 !== 3 : flags >> 6 !== 0;
    directory.push({ name, length: isPacked ? number() : plain });
  }
  const stream = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)));
  let from = 0;
  return new Map(
    directory.map(({ name, length }) => {
      from += length;
      return [name, stream.subarray(from - length, from)];
    }),
  );
}

/** Which drawing stands for which sign, from the table's Unicode part (format 4). */
function glyphsOf(cmap: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let part = 0; part < cmap.readUInt16BE(2); part++) {
    const start = cmap.readUInt32BE(8 + part * 8);
    if (cmap.readUInt16BE(start) !== 4) continue;
    const twice = cmap.readUInt16BE(start + 6);
    for (let at = start + 14; at < start + 14 + twice; at += 2) {
      const first = cmap.readUInt16BE(at + twice + 2);
      const delta = cmap.readUInt16BE(at + 2 * twice + 2);
      const range = cmap.readUInt16BE(at + 3 * twice + 2);
      for (let sign = first; sign <= cmap.readUInt16BE(at) && sign !== 0xffff; sign++) {
        const place = at + 3 * twice + 2 + range + 2 * (sign - first);
        const glyph =
          range === 0 ? sign + delta : cmap.readUInt16BE(place) && cmap.readUInt16BE(place) + delta;
        glyphs.set(sign, glyph & 0xffff);
      }
    }
  }
  return glyphs;
}
