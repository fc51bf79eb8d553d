/** What the makers of PDF and EPUB, whose folders lie too deep to reach it, need from outside. */

export { epubTexts } from "../../content/schema/locales/epub.ts";
export { fill } from "../../content/schema/locales/index.ts";
export type { Locale } from "../../content/schema/primitives.ts";
export { conventionsOf, dayInWords } from "../../templates/parts/words.ts";
export { contrast, hexOf, type Oklch, oklchOf } from "../../templates/theme/colour.ts";
export { paletteOf, type Tones } from "../../templates/theme/palette.ts";
