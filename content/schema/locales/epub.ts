import type { Locale } from "../primitives.ts";
import { epubEn } from "./en-epub.ts";
import { epubIt } from "./it-epub.ts";

/** Words of a book as EPUB; by themselves, for the Worker needs none of them. */
export function epubTexts(locale: Locale): typeof epubIt {
  return { it: epubIt, en: epubEn }[locale];
}
