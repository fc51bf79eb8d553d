import sharp from "sharp";

/** How long a film is, one picture a second, and of how many bytes. */
interface Film {
  seconds: number;
  size: number;
}

/**
 * A film (WebM, VP8) that plays: red for its last second, green before; each picture stands for itself, a WebP's own
 * bytes, and what is missing to `size` lies between them.
 */
export async function film({ seconds, size }: Film): Promise<Buffer> {
  const [green, red] = await Promise.all([picture("#0a0"), picture("#c00")]);
  const clusters = (padding: number, more = 0) =>
    Array.from({ length: seconds }, (_, second) =>
      second < seconds - 1 ? cluster(second, green, padding) : cluster(second, red, padding + more),
    );
  const missing = size - wholeOf(clusters(0)).length;
  return wholeOf(clusters(Math.floor(missing / seconds), missing % seconds));
}

function wholeOf(clusters: readonly Buffer[]): Buffer {
  return Buffer.concat([header(), beginning(clusters), ...clusters]);
}

/** One picture as VP8 has it: what a lossy WebP holds. */
async function picture(background: string): Promise<Buffer> {
  const create = { width: 320, height: 180, channels: 3 as const, background };
  const webp = await sharp({ create }).webp({ quality: 80 }).toBuffer();
  const place = webp.indexOf("VP8 ");
  return webp.subarray(place + 8, place + 8 + webp.readUInt32LE(place + 4));
}

function header(): Buffer {
  return element(
    0x1a45dfa3,
    element(0x4282, Buffer.from("webm")),
    element(0x4287, number(2)),
    element(0x4285, number(2)),
  );
}

/** What a player reads first: how long, what kind, and where each second lies. */
function beginning(clusters: readonly Buffer[]): Buffer {
  const about = element(
    0x1549a966,
    element(0x2ad7b1, number(1_000_000)),
    element(0x4489, float(clusters.length * 1000)),
    element(0x4d80, Buffer.from("test")),
    element(0x5741, Buffer.from("test")),
  );
  const seen = element(0xe0, element(0xb0, number(320)), element(0xba, number(180)));
  const track = element(
    0xae,
    ...[element(0xd7, number(1)), element(0x73c5, number(1)), element(0x83, number(1))],
    ...[element(0x86, Buffer.from("V_VP8")), element(0x23e383, number(1_000_000_000)), seen],
  );
  const tracks = element(0x1654ae6b, track);
  // Addresses have a fixed length, so that the list is as long whatever it says.
  const listed = (first: number) => {
    let place = first;
    const points = clusters.map((each, second) => {
      const where = element(0xb7, element(0xf7, number(1)), element(0xf1, number(place)));
      place += each.length;
      return element(0xbb, element(0xb3, number(second * 1000)), where);
    });
    return element(0x1c53bb6b, ...points);
  };
  const cues = listed(about.length + tracks.length + listed(0).length);
  const body = clusters.reduce((sum, { length }) => sum + length, 0);
  const segment = Buffer.concat([about, tracks, cues]);
  return Buffer.concat([identifier(0x18538067), length(segment.length + body), segment]);
}

function cluster(second: number, shown: Buffer, padding: number): Buffer {
  const block = Buffer.concat([Buffer.from([0x81, 0, 0, 0x80]), shown]);
  const parts = [element(0xe7, number(second * 1000)), element(0xa3, block)];
  return element(0x1f43b675, ...parts, element(0xec, Buffer.alloc(padding)));
}

function element(id: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([identifier(id), length(body.length), body]);
}

function identifier(id: number): Buffer {
  const hex = id.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

/** A length in eight bytes. */
function length(bytes: number): Buffer {
  const made = Buffer.alloc(8);
  made.writeBigUInt64BE(BigInt(bytes) | (1n << 56n));
  return made;
}

function number(value: number): Buffer {
  const made = Buffer.alloc(8);
  made.writeBigUInt64BE(BigInt(value));
  return made;
}

function float(value: number): Buffer {
  const made = Buffer.alloc(8);
  made.writeDoubleBE(value);
  return made;
}
