import fc from "fast-check";
import { naughty } from "../support/worker-strings.ts";

const signs = "'\"=+-@\t\r\n \u00a0\u202f\u200b390a/().,;|＝＋－＠<>&%\\\0\u0085\u2028\u202e\ufeff\u0301eÅ😀";

/** Text that somebody may send: from any script, from the list of naughty strings, or made of signs that mean something. */
export const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(...naughty),
  fc.string({ unit: fc.constantFrom(...signs), maxLength: 12 }),
);

/** Text in which a letter that takes two places may have lost its half, as JSON can write it. */
export const brokenTexts = fc.oneof(
  texts,
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
);
