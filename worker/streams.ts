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
  const whole = new FixedLengthStream(length);
  const first = body ?? new Blob([]).stream();
  // Where nothing follows, the bytes go through without a script looking at them.
  if (tail.byteLength === 0) return first.pipeThrough(whole);
  const last = new TransformStream<Uint8Array, Uint8Array>({
    flush: (controller) => controller.enqueue(tail),
  });
  return first.pipeThrough(last).pipeThrough(whole);
}
