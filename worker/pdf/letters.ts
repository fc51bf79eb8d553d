import type { Face } from "../../content/schema/makings.ts";

const places = new WeakMap<Face, Map<string, number>>();

/** The glyphs that write `text` in `face`; null where it lacks one of its letters. */
export function glyphsOf(text: string, face: Face): number[] | null {
  const known = places.get(face) ?? placesOf(face);
  const glyphs: number[] = [];
  for (const letter of text) {
    const glyph = known.get(letter);
    if (glyph === undefined) return null;
    glyphs.push(glyph);
  }
  return glyphs;
}

/** The width of `glyphs` of `face`, in thousandths of their size. */
export function widthOf(glyphs: readonly number[], face: Face): number {
  return glyphs.reduce((sum, glyph) => sum + (face.widths[glyph - 1] ?? 0), 0);
}

/**
 * A name as it can be written in one of `faces`: as it is, else without the marks that none of them has; signs and
 * pictures go. Null where one of its letters is not of this alphabet, for half a name is nobody's.
 */
export function writableName(name: string, faces: readonly Face[]): string | null {
  const plain = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}\p{P} ]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const isWritten = (text: string) => faces.some((face) => glyphsOf(text, face) !== null);
  if (plain === "") return null;
  if (isWritten(plain)) return plain;
  const bare = [...plain].map((letter) => {
    if (isWritten(letter)) return letter;
    const base = letter.normalize("NFD").replace(/\p{M}/gu, "");
    return isWritten(base) || !/\p{L}/u.test(letter) ? base : null;
  });
  if (bare.includes(null)) return null;
  const written = [...bare.join("")].filter(isWritten).join("").trim();
  return /\p{L}/u.test(written) ? written : null;
}

function placesOf(face: Face): Map<string, number> {
  const made = new Map([...face.letters].map((letter, place) => [letter, place + 1]));
  places.set(face, made);
  return made;
}
