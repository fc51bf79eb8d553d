import type { Stretch } from "./range.ts";

/** The bytes of `body` within the stretch, as they come. */
export function stretchOf(
  body: ReadableStream<Uint8Array>,
  { start, end }: Stretch,
): ReadableStream<Uint8Array> {
  let place = 0;
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const from = Math.max(start - place, 0);
      const to = Math.min(end + 1 - place, chunk.byteLength);
      place += chunk.byteLength;
      if (from < to) controller.enqueue(chunk.subarray(from, to));
      if (place > end) controller.terminate();
    },
  });
  return body.pipeThrough(cut);
}

/** `body`, and then `tail`: `length` bytes in all, told before the first of them. */
export function followedBy(
  body: ReadableStream<Uint8Array> | null,
  tail: Uint8Array,
  length: number,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new FixedLengthStream(length);
  // Whoever goes away in the middle ends both, and has nothing more to be told.
  pour(body, tail, writable).catch((error) => writable.abort(error).catch(() => {}));
  return readable;
}

/** The runtime pours the body by itself: no script looks at its pieces. */
async function pour(
  body: ReadableStream<Uint8Array> | null,
  tail: Uint8Array,
  writable: WritableStream<Uint8Array>,
): Promise<void> {
  await body?.pipeTo(writable, { preventClose: true });
  const writer = writable.getWriter();
  if (tail.byteLength > 0) await writer.write(tail);
  await writer.close();
}
