import { escaped } from "../../markup.ts";
import { epubTexts } from "../outside.ts";
import type { Book, Chapter, Target } from "../tree.ts";
import { blocksMarkup, notesMarkup } from "./markup.ts";
import { type Numbers, numbersOf } from "./numbers.ts";
import { type Page, xhtml } from "./page.ts";
import type { Setting } from "./setting.ts";

/** A chapter's file, and the file of the part that begins with it. */
export interface ChapterPages {
  chapter: Chapter;
  part: Page | null;
  page: Page;
}

/** The chapters of `book` as files, each with its notes; `pictureAt` says where a picture lies in the EPUB. */
export function chapterPages(book: Book, pictureAt: (file: string) => string): ChapterPages[] {
  const numbers = numbersOf(book);
  return book.chapters.map((chapter) => ({
    chapter,
    part: chapter.part === undefined ? null : partPage(book, chapter, chapter.part),
    page: chapterPage(book, chapter, settingOf(book, numbers, chapter, pictureAt)),
  }));
}

/** The file of the chapter called `name`. */
export function fileOf(name: string): string {
  return `${name}.xhtml`;
}

function settingOf(
  book: Book,
  numbers: Numbers,
  chapter: Chapter,
  pictureAt: (file: string) => string,
): Setting {
  return {
    words: epubTexts(book.locale),
    numbers,
    notes: [],
    link: (href) => (href.startsWith("/") ? book.publisher.url + href : href),
    place: (target) => placeOf(target, chapter),
    picture: ({ file }) => ({ src: pictureAt(file) }),
    means: (type) => ` epub:type="${type}"`,
  };
}

function placeOf({ chapter, id }: Target, from: Chapter): string {
  const file = chapter === from.name && id !== undefined ? "" : fileOf(chapter);
  return id === undefined ? file : `${file}#${encodeURIComponent(id)}`;
}

function partPage(book: Book, { name }: Chapter, part: string): Page {
  const markup = `<section class="part" epub:type="part" role="doc-part" aria-labelledby="_title">
<h1 id="_title">${escaped(part)}</h1>
</section>`;
  return { file: `${name}-part.xhtml`, title: part, markup: xhtml(book.locale, part, markup) };
}

function chapterPage(book: Book, chapter: Chapter, setting: Setting): Page {
  const { name, title, number } = chapter;
  const type = typeOf(book, chapter);
  const count = number === null ? "" : `<span class="number">${number}</span> `;
  const text = blocksMarkup(chapter.blocks, setting);
  const markup = `<section epub:type="${type}" role="doc-${type}" aria-labelledby="_title">
<h1 id="_title">${count}${escaped(title)}</h1>
${text}
${notesMarkup(setting)}
</section>`;
  return { file: fileOf(name), title, markup: xhtml(book.locale, title, markup) };
}

/** Before the first numbered chapter stand prefaces, after the last one appendices. */
function typeOf({ chapters }: Book, chapter: Chapter): "chapter" | "preface" | "appendix" {
  if (chapter.number !== null) return "chapter";
  const first = chapters.findIndex(({ number }) => number !== null);
  const last = chapters.findLastIndex(({ number }) => number !== null);
  const place = chapters.indexOf(chapter);
  return place < first ? "preface" : place > last ? "appendix" : "chapter";
}
