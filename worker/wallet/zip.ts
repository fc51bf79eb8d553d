import { crc32, joined } from "../bytes.ts";

/** Files in a ZIP, as they are: none of them is worth packing. */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let place = 0;
  for (const [name, bytes] of files) {
    const letters = new TextEncoder().encode(name);
    const facts = factsOf(bytes, letters.length);
    const head = joined([words("<I", 0x04034b50), facts, letters]);
    // The two attributes, and where its head is.
    const entry = [
      words("<I", 0x02014b50),
      words("<H", 20),
      facts,
      words("<HHHI", 0, 0, 0, 0),
      words("<I", place),
    ];
    directory.push(joined([...entry, letters]));
    parts.push(head, bytes);
    place += head.length + bytes.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = words("<IHHHHIIH", 0x06054b50, 0, 0, files.size, files.size, size, place, 0);
  return joined([...parts, ...directory, end]);
}

/** What head and directory say alike: UTF-8 names, stored, on the first day that ZIP knows. */
function factsOf(bytes: Uint8Array, nameLength: number): Uint8Array {
  const size = bytes.length;
  return words("<HHHHHIIIHH", 20, 0x0800, 0, 0, 0x0021, crc32(bytes), size, size, nameLength, 0);
}

/** `values` in two bytes (H) or four (I) each, the lowest first. */
function words(pattern: string, ...values: readonly number[]): Uint8Array {
  const sizes = [...pattern.slice(1)].map((letter) => (letter === "I" ? 4 : 2));
  const view = new DataView(new ArrayBuffer(sizes.reduce((sum, size) => sum + size, 0)));
  let place = 0;
  sizes.forEach((size, nth) => {
    if (size === 4) view.setUint32(place, values[nth] ?? 0, true);
    else view.setUint16(place, values[nth] ?? 0, true);
    place += size;
  });
  return new Uint8Array(view.buffer);
}
