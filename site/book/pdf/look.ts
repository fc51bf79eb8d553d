import { paletteOf, type Tones } from "../outside.ts";
import type { Book } from "../tree.ts";

/** The typefaces of `book`: of its text, and of its headings. */
export interface Faces {
  text: Face;
  head: Face;
}
type Face = "Newsreader" | "Instrument Sans";

/** Headings take the theme's typeface, and so does the text unless the theme names its voice. */
export function facesOf({ design, theme }: Pick<Book, "design" | "theme">): Faces {
  const own = design === "classic" ? "Newsreader" : "Instrument Sans";
  const head = { system: own, newsreader: "Newsreader", "instrument-sans": "Instrument Sans" } as const;
  // A serif book stays one, whatever its headings are set in.
  const template = design === "classic" ? "Newsreader" : head[theme.font];
  const text = { template, serif: "Newsreader", sans: "Instrument Sans" } as const;
  return { text: text[theme.type], head: head[theme.font] };
}

/** The colours of `book`: sheets are white, for they are printed; pages for a screen have the theme's own ground. */
export function tonesOf({ size, theme }: Pick<Book, "size" | "theme">): Tones {
  const ground = size === "screen" ? {} : { paper: "#ffffff" };
  return paletteOf({ ...theme, ...ground }).light;
}
