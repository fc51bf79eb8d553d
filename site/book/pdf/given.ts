import { conventionsOf, dayInWords, epubTexts, fill, type Locale } from "../outside.ts";
import type { Block, Book, Chapter } from "../tree.ts";
import { codeTheme } from "./code-theme.ts";
import { coverOf } from "./cover.ts";
import { facesOf, tonesOf } from "./look.ts";
import { type PictureAt, partOf, walked } from "./walked.ts";

/** What Typst is given of `book`, as JSON; `pictureAt` says where a picture lies for it. */
export function givenOf(book: Book, pictureAt: PictureAt): string {
  const { locale, date, theme, chapters, cover } = book;
  const words = epubTexts(locale);
  const tones = tonesOf(book);
  const faces = facesOf(book);
  return JSON.stringify({
    ...book,
    words: { ...words, typeset: fill(words.typeset, { faces: listed(Object.values(faces), locale) }) },
    faces,
    tones,
    radius: theme.radius * 0.5,
    codeTheme: codeTheme(tones),
    cover: cover === undefined ? null : { file: pictureAt(cover.file).file, alt: cover.alt },
    drawing: coverOf(book),
    made: date === undefined ? null : dayOf(date),
    edition: date === undefined ? null : fill(words.revised, { day: dayInWords(date, locale) }),
    heads: headsOf(chapters),
    chapters: walked(book, pictureAt),
  });
}

/** What the contents say of each chapter and part, by what leads to it. */
function headsOf(chapters: readonly Chapter[]) {
  const heads = chapters.flatMap(({ name, number, title, part, blocks }) => [
    [name, { kind: "chapter", title, number, opens: hasSections(blocks) }] as const,
    ...(part === undefined
      ? []
      : [[partOf(name), { kind: "part", title: part, number: null, opens: true }] as const]),
  ]);
  return Object.fromEntries(heads);
}

function hasSections(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === "heading" && block.level === 2);
}

function listed(names: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(conventionsOf(locale)).format(new Set(names));
}

function dayOf(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}
