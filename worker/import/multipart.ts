/** A field of a form as it comes: read its bytes to their end before you ask for the next. */
interface Part {
  name: string;
  /** The file's name; null where it is a text. */
  file: string | null;
  bytes: AsyncIterable<Uint8Array>;
}

/** The sender hung up, or wrote no form. */
export class BrokenOff extends Error {
  override name = "BrokenOff";
}

// The headers of a part; nobody's browser writes more.
const mostHead = 4096;
const lineEnd = 13;
const encoder = new TextEncoder();

/** The fields of the form of `multipart/form-data` that `request` brings, none of them ever held whole. */
export async function* partsOf(request: Request): AsyncGenerator<Part> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]{1,100})"?/i.exec(
    request.headers.get("Content-Type") ?? "",
  )?.[1];
  if (boundary === undefined || request.body === null) return;
  const body = new Body(request.body);
  const mark = encoder.encode(`\r\n--${boundary}`);
  await textOf(body.until(mark), mostHead);
  while ((await body.next(2)) !== "--") {
    const head = await textOf(body.until(encoder.encode("\r\n\r\n")), mostHead);
    const quoted = (key: string) => new RegExp(`[; ]${key}="((?:[^"\\\\]|\\\\.)*)"`, "i").exec(head)?.[1];
    yield { name: quoted("name") ?? "", file: quoted("filename") ?? null, bytes: body.until(mark) };
  }
}

/** `bytes` as a text of `most` bytes; what is beyond is read and forgotten. */
export async function textOf(bytes: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let left = most;
  for await (const chunk of bytes) {
    if (left > 0) text += decoder.decode(chunk.subarray(0, left), { stream: true });
    left -= chunk.length;
  }
  return text + decoder.decode();
}

/** A request's bytes, read up to one mark after the other. */
class Body {
  readonly #chunks: AsyncIterator<Uint8Array>;
  // The first boundary has no line before it.
  #held: Uint8Array = encoder.encode("\r\n");

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** The bytes before `mark`; what is read next comes after it. */
  async *until(mark: Uint8Array): AsyncGenerator<Uint8Array> {
    for (;;) {
      const place = placeOf(this.#held, mark);
      // The mark may have begun already.
      const sure = place < 0 ? Math.max(0, this.#held.length - mark.length + 1) : place;
      if (sure > 0) yield this.#held.subarray(0, sure);
      this.#held = this.#held.subarray(place < 0 ? sure : place + mark.length);
      if (place >= 0) return;
      await this.#more();
    }
  }

  /** The next `n` bytes as a text. */
  async next(n: number): Promise<string> {
    while (this.#held.length < n) await this.#more();
    const text = new TextDecoder().decode(this.#held.subarray(0, n));
    this.#held = this.#held.subarray(n);
    return text;
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#chunks.next();
    if (done) throw new BrokenOff("The form broke off before its end.");
    const all = new Uint8Array(this.#held.length + value.length);
    all.set(this.#held);
    all.set(value, this.#held.length);
    this.#held = all;
  }
}

/** Where `mark`, which begins with a line's end, stands in `bytes`; or -1. */
function placeOf(bytes: Uint8Array, mark: Uint8Array): number {
  for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, at + 1)) {
    let same = 1;
    while (same < mark.length && bytes[at + same] === mark[same]) same += 1;
    if (same === mark.length) return at;
  }
  return -1;
}
