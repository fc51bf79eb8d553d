import { escaped } from "../../markup.ts";
import { epubTexts, fill } from "../outside.ts";
import type { Book } from "../tree.ts";
import { type Page, xhtml } from "./page.ts";

/** Where a line about the one who asked for the book may be put, once, by whoever hands the book out. */
export const stampPlace = "<!--stamp-->";

/**
 * The colophon: the last file of the archive and not compressed, so that a copy with a line of its own at `stampPlace`
 * is the same archive but for its end.
 */
export function colophonPage(book: Book): Page {
  const words = epubTexts(book.locale);
  const { title, colophon, publisher, date } = book;
  const lines = [
    ...colophon.map(escaped),
    fill(escaped(words.publisher), {
      name: `<a href="${escaped(publisher.url)}">${escaped(publisher.name)}</a>`,
    }),
    ...(date === undefined ? [] : [escaped(fill(words.revised, { day: dayIn(book, date) }))]),
  ];
  const markup = `<section class="colophon" epub:type="colophon" role="doc-colophon" aria-labelledby="_title">
<h1 id="_title">${escaped(words.colophon)}</h1>
<p><em>${escaped(title)}</em></p>
${lines.map((line) => `<p>${line}</p>`).join("\n")}
${stampPlace}
</section>`;
  return {
    file: "colophon.xhtml",
    title: words.colophon,
    markup: xhtml(book.locale, words.colophon, markup),
  };
}

function dayIn({ locale }: Book, date: string): string {
  const words = new Intl.DateTimeFormat(locale === "it" ? "it-IT" : "en-GB", {
    dateStyle: "long",
    timeZone: "UTC",
  });
  return words.format(new Date(date));
}
