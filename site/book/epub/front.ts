import { escaped } from "../../markup.ts";
import { epubTexts, fill } from "../outside.ts";
import type { Book } from "../tree.ts";
import { type Page, xhtml } from "./page.ts";

/** The cover by itself, as the first thing that readers show. */
export function coverPage(book: Book, picture: string): Page {
  const words = epubTexts(book.locale);
  const alt = escaped(book.cover?.alt ?? fill(words.coverAlt, { title: book.title }));
  // aria-label gives the page a name where no heading does.
  const markup = `<section class="cover" epub:type="cover" aria-label="${escaped(words.cover)}">
<img src="${picture}" alt="${alt}" role="doc-cover"/>
</section>`;
  return { file: "cover.xhtml", title: words.cover, markup: xhtml(book.locale, words.cover, markup) };
}

/** Title, authors and publisher. */
export function titlePage(book: Book): Page {
  const words = epubTexts(book.locale);
  const { title, subtitle, authors, publisher } = book;
  const under = subtitle === undefined ? "" : `<p class="subtitle">${escaped(subtitle)}</p>\n`;
  const markup = `<section class="title-page" epub:type="titlepage" aria-labelledby="_title">
<p class="authors">${escaped(authors.join(", "))}</p>
<h1 id="_title">${escaped(title)}</h1>
${under}<p class="publisher">${escaped(publisher.name)}</p>
</section>`;
  return { file: "title.xhtml", title: words.titlePage, markup: xhtml(book.locale, title, markup) };
}
