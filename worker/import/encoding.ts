/** What the file's characters are written in. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** The encoding that `head`, the beginning of a file, shows: by its mark, by its zeros, or by what it cannot be. */
export function encodingOf(head: Uint8Array): Encoding {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Nearly all characters of a table are Latin: in UTF-16 every other byte is then zero.
  const sample = head.subarray(0, 512);
  const zeros = (rest: number) => sample.filter((byte, place) => place % 2 === rest && byte === 0).length;
  if (zeros(1) > sample.length / 5) return "utf-16le";
  if (zeros(0) > sample.length / 5) return "utf-16be";
  const whole = head.subarray(0, head.length - halfAtEnd(head, "utf-8"));
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(whole);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** `bytes` as text, less the last ones that are half a character: `rest` of them are to be read with what follows. */
export function decode(bytes: Uint8Array, encoding: Encoding): { text: string; rest: number } {
  const rest = halfAtEnd(bytes, encoding);
  const whole = bytes.subarray(0, bytes.length - rest);
  return { text: new TextDecoder(encoding, { fatal: false, ignoreBOM: true }).decode(whole), rest };
}

/**
 * Whether `bytes`, which were taken for UTF-8 while there was nothing but ASCII to judge by, are Windows' after all.
 *
 * A single letter that was damaged on its way makes no other file of it.
 */
export function isWindows(bytes: Uint8Array): boolean {
  const beyond = decode(bytes, "utf-8").text.replace(/[^\u0080-\uffff]/g, "");
  const damaged = beyond.split("\ufffd").length - 1;
  return damaged > beyond.length - damaged;
}

/** How many bytes at the end begin a character that is not all there. */
function halfAtEnd(bytes: Uint8Array, encoding: Encoding): number {
  const { length } = bytes;
  switch (encoding) {
    case "windows-1252":
      return 0;
    case "utf-16le":
    case "utf-16be": {
      const odd = length % 2;
      const high = bytes[length - odd - (encoding === "utf-16le" ? 1 : 2)] ?? 0;
      // A high surrogate waits for its other half.
      return high >= 0xd8 && high <= 0xdb ? odd + 2 : odd;
    }
    case "utf-8":
      for (let back = 1; back <= Math.min(3, length); back += 1) {
        const byte = bytes[length - back] ?? 0;
        if (byte < 0x80) return 0;
        if (byte < 0xc0) continue;
        const long = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
        return long > back ? back : 0;
      }
      return 0;
  }
}
