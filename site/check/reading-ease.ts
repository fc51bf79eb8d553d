import type { Locale } from "../../content/schema/primitives.ts";
import type { TakenApart } from "./text.ts";

/** How easy `text` is to read, from 0 to 100: Gulpease in Italian, Flesch in English. */
export function readingEase({ sentences, words }: TakenApart, locale: Locale): number {
  if (words.length === 0) return 100;
  const index = locale === "it" ? gulpease(sentences, words) : flesch(sentences, words);
  return Math.max(0, Math.min(100, Math.round(index)));
}

/** Lucisano and Piemontese, 1988. */
function gulpease(sentences: number, words: readonly string[]): number {
  const letters = words.join("").replace(/[’'-]/g, "").length;
  return 89 + (300 * sentences - 10 * letters) / words.length;
}

/** Flesch, 1948. */
function flesch(sentences: number, words: readonly string[]): number {
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 206.835 - 1.015 * (words.length / sentences) - 84.6 * (syllables / words.length);
}

/** Groups of vowels, the silent e at the end left out: near enough for an index. */
function syllablesIn(word: string): number {
  const bare = word.toLowerCase().replace(/(?<=[^aeiouyl])e$/, "");
  return Math.max(1, bare.match(/[aeiouy]+/g)?.length ?? 1);
}
