import { crc32, joined } from "../bytes.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A square picture of black and white points as PNG; rows repeat `times` times, and are drawn once. */
export async function pngOf(
  side: number,
  isDark: (x: number, y: number) => boolean,
  times: number,
): Promise<Uint8Array> {
  const length = Math.ceil(side / 8) + 1;
  const rows = new Uint8Array(side * length);
  for (let y = 0; y < side; y += 1) {
    if (y % times > 0) rows.copyWithin(y * length, (y - 1) * length, y * length);
    else for (let x = 0; x < side; x += 1) if (!isDark(x, y)) setBit(rows, y * length + 1, x);
  }
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, side);
  header.setUint32(4, side);
  // One bit a point, in tones of grey.
  header.setUint8(8, 1);
  return joined([
    Uint8Array.from(signature),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", await deflated(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}

function setBit(bytes: Uint8Array, from: number, bit: number): void {
  const place = from + (bit >> 3);
  bytes[place] = (bytes[place] ?? 0) | (128 >> (bit & 7));
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  // The name of the zlib format that PNG wants.
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)));
  return bytes;
}
