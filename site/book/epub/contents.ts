import { escaped } from "../../markup.ts";
import { epubTexts } from "../outside.ts";
import type { Book, Chapter } from "../tree.ts";
import { type ChapterPages, fileOf } from "./chapters.ts";
import { type Page, xhtml } from "./page.ts";
import { plainInlines } from "./plain.ts";

/** A line of the contents, with the lines below it. */
interface Entry {
  title: string;
  href: string;
  inner: readonly Entry[];
}

/** The contents of a book: its parts, their chapters, and the chapters' first headings. */
function entriesOf(pages: readonly ChapterPages[]): Entry[] {
  const last = pages.findLastIndex(({ chapter }) => chapter.number !== null);
  const entries: (Omit<Entry, "inner"> & { inner: Entry[] })[] = [];
  let part: Entry[] | null = null;
  pages.forEach((pageOf, place) => {
    if (pageOf.part !== null) {
      part = [];
      entries.push({ title: pageOf.part.title, href: pageOf.part.file, inner: part });
    }
    // What comes after the last numbered chapter belongs to no part, unless one begins there.
    if (place > last && pageOf.part === null && pageOf.chapter.number === null) part = null;
    const entry = chapterEntry(pageOf.chapter);
    if (part === null) entries.push(entry);
    else part.push(entry);
  });
  return entries;
}

function chapterEntry(chapter: Chapter): Omit<Entry, "inner"> & { inner: Entry[] } {
  const href = fileOf(chapter.name);
  const inner = chapter.blocks.flatMap((block) =>
    block.kind === "heading" && block.level === 2
      ? [{ title: plainInlines(block.inlines), href: `${href}#${encodeURIComponent(block.id)}`, inner: [] }]
      : [],
  );
  return { title: titleOf(chapter), href, inner };
}

function titleOf({ number, title }: Chapter): string {
  return number === null ? title : `${number}. ${title}`;
}

/** The contents as readers of EPUB 3 want them, with the landmarks of the book. */
export function contentsPage(book: Book, pages: readonly ChapterPages[]): Page {
  const words = epubTexts(book.locale);
  const start = pages[0];
  const landmarks = [
    ["cover", "cover.xhtml", words.cover],
    ["toc", "#toc", words.contents],
    ["bodymatter", start?.part?.file ?? start?.page.file ?? "title.xhtml", words.begin],
    ["colophon", "colophon.xhtml", words.colophon],
  ].map(
    ([type, href, title]) => `<li><a epub:type="${type}" href="${href}">${escaped(title ?? "")}</a></li>`,
  );
  const markup = `<nav epub:type="toc" id="toc" role="doc-toc" aria-labelledby="_title">
<h1 id="_title">${escaped(words.contents)}</h1>
${listOf(withEnds(book, pages))}
</nav>
<nav epub:type="landmarks" hidden="hidden">
<ol>${landmarks.join("")}</ol>
</nav>`;
  return { file: "nav.xhtml", title: words.contents, markup: xhtml(book.locale, words.contents, markup) };
}

function withEnds(book: Book, pages: readonly ChapterPages[]): Entry[] {
  const { colophon } = epubTexts(book.locale);
  return [...entriesOf(pages), { title: colophon, href: "colophon.xhtml", inner: [] }];
}

function listOf(entries: readonly Entry[]): string {
  const lines = entries.map(({ title, href, inner }) => {
    const below = inner.length === 0 ? "" : `\n${listOf(inner)}`;
    return `<li><a href="${escaped(href)}">${escaped(title)}</a>${below}</li>`;
  });
  return `<ol>${lines.join("\n")}</ol>`;
}

/** The contents again, as readers of ten years ago want them. */
export function ncx(book: Book, pages: readonly ChapterPages[], id: string): string {
  let count = 0;
  const points = (entries: readonly Entry[]): string =>
    entries
      .map(({ title, href, inner }) => {
        count += 1;
        const own = `<navPoint id="p${count}" playOrder="${count}"><navLabel><text>${escaped(title)}</text></navLabel>`;
        return `${own}<content src="${escaped(href)}"/>${points(inner)}</navPoint>`;
      })
      .join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${book.locale}">
<head><meta name="dtb:uid" content="${escaped(id)}"/></head>
<docTitle><text>${escaped(book.title)}</text></docTitle>
<navMap>
${points(withEnds(book, pages))}
</navMap>
</ncx>
`;
}
