import { crc32 } from "../../bytes.ts";

/** One file in an archive, told bit by bit. */
export interface Entry {
  name: string;
  texts: AsyncIterable<string> | Iterable<string>;
}

/** What the list at the archive's end says of a file. */
interface Packed {
  name: Uint8Array;
  sum: number;
  size: number;
  rawSize: number;
  offset: number;
}

// Sizes are told after the file (bit 3), since they are not known before; names are UTF-8 (bit 11).
const flags = 0x0808;
const deflated = 8;
// 1 January 1980, the first day that the format knows: the same content makes the same bytes.
const day = 0x21;

/**
 * The bytes of a ZIP archive of `entries`, one after the other, however large they are; no more is held than what is
 * being packed. Archives of 4 GiB and more would need another format (ZIP64) and are refused.
 */
export async function* zipOf(entries: AsyncIterable<Entry> | Iterable<Entry>): AsyncGenerator<Uint8Array> {
  const list: Packed[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const packed: Packed = { name, sum: 0, size: 0, rawSize: 0, offset };
    const head = record(0x04034b50, [20, flags, deflated, 0, day], [0, 0, 0], [name.length, 0]);
    yield head;
    yield name;
    for await (const bytes of deflate(entry.texts, packed)) yield bytes;
    const tail = record(0x08074b50, [], [packed.sum, packed.size, packed.rawSize]);
    yield tail;
    offset += head.length + name.length + packed.size + tail.length;
    refuseLarge(packed.rawSize, offset);
    list.push(packed);
  }
  let length = 0;
  for (const { name, sum, size, rawSize, offset: place } of list) {
    const line = record(
      0x02014b50,
      [20, 20, flags, deflated, 0, day],
      [sum, size, rawSize],
      [name.length, 0, 0, 0, 0],
      [0, place],
    );
    length += line.length + name.length;
    yield line;
    yield name;
  }
  yield record(0x06054b50, [0, 0, list.length, list.length], [length, offset], [0]);
}

function refuseLarge(...sizes: number[]): void {
  if (Math.max(...sizes) > 0xffffffff)
    throw new Error("The XLSX passes 4 GiB. Take fewer rows (a segment), or the CSV.");
}

/** `texts` packed; what the list must know is added to `packed`. */
async function* deflate(texts: Entry["texts"], packed: Packed): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const bits = bitsOf(texts);
  const raw = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await bits.next();
      if (done) return controller.close();
      const bytes = encoder.encode(value);
      packed.sum = crc32(bytes, packed.sum);
      packed.rawSize += bytes.length;
      controller.enqueue(bytes);
    },
  });
  const reader = raw.pipeThrough(new CompressionStream("deflate-raw")).getReader();
  for (let bit = await reader.read(); !bit.done; bit = await reader.read()) {
    packed.size += bit.value.length;
    yield bit.value;
  }
}

async function* bitsOf(texts: Entry["texts"]): AsyncGenerator<string> {
  yield* texts;
}

/** A record of the format: its mark, and after it numbers of two and of four bytes by turns. */
function record(mark: number, ...numbers: number[][]): Uint8Array {
  const widths = numbers.map((_, turn) => (turn % 2 === 0 ? 2 : 4));
  const length = numbers.reduce((sum, group, turn) => sum + group.length * (widths[turn] ?? 0), 4);
  const view = new DataView(new ArrayBuffer(length));
  view.setUint32(0, mark, true);
  let place = 4;
  for (const [turn, group] of numbers.entries())
    for (const number of group) {
      if (turn % 2 === 0) view.setUint16(place, number, true);
      else view.setUint32(place, number, true);
      place += widths[turn] ?? 0;
    }
  return new Uint8Array(view.buffer);
}
