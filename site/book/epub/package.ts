import { createHash } from "node:crypto";
import { escaped } from "../../markup.ts";
import { epubTexts } from "../outside.ts";
import type { Book } from "../tree.ts";
import type { Page } from "./page.ts";
import type { StoredPicture } from "./pictures.ts";

/** All that the package document lists. */
export interface Packed {
  /** In the order of reading, but for the contents, which readers show by themselves. */
  pages: readonly Page[];
  pictures: readonly StoredPicture[];
  cover: StoredPicture;
}

/** The name by which libraries know the book: the same for every edition of it. */
export function identifierOf({ name, publisher }: Book): string {
  const hex = createHash("sha256").update(`${publisher.url} ${name}`).digest("hex");
  const variant = "89ab"[Number.parseInt(hex.slice(16, 17), 16) % 4];
  // Version 8 of RFC 9562: the bits are the maker's own.
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The package document: what the book is, what it is made of, and in which order that is read. */
export function packageDocument(book: Book, packed: Packed): string {
  const { pages, pictures, cover } = packed;
  const texts = pages.map(
    ({ file }) => `<item id="${idOf(file)}" href="${escaped(file)}" media-type="application/xhtml+xml"/>`,
  );
  const shown = pictures.map(
    ({ file, type }) => `<item id="${idOf(file)}" href="${escaped(file)}" media-type="${type}"/>`,
  );
  const spine = pages.map(({ file }) => `<itemref idref="${idOf(file)}"/>`);
  // The contents can be paged to as well, after the title.
  spine.splice(2, 0, '<itemref idref="nav"/>');
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${book.locale}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${[...aboutBook(book), ...aboutAccess(book, packed)].join("\n")}
<meta name="cover" content="cover-image"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="css" href="book.css" media-type="text/css"/>
<item id="cover-image" href="${cover.file}" media-type="${cover.type}" properties="cover-image"/>
${[...texts, ...shown].join("\n")}
</manifest>
<spine toc="ncx">
${spine.join("\n")}
</spine>
</package>
`;
}

/** Identifiers begin with a letter, and chapters' names with figures. */
function idOf(file: string): string {
  return `f-${file.replace(/[^\w.-]/g, "-")}`;
}

function aboutBook(book: Book): string[] {
  const { title, subtitle, authors, publisher, summary, date, locale } = book;
  return [
    `<dc:identifier id="id">${identifierOf(book)}</dc:identifier>`,
    `<dc:title id="title">${escaped(title)}</dc:title>`,
    '<meta refines="#title" property="title-type">main</meta>',
    ...(subtitle === undefined
      ? []
      : [
          `<dc:title id="subtitle">${escaped(subtitle)}</dc:title>`,
          '<meta refines="#subtitle" property="title-type">subtitle</meta>',
        ]),
    `<dc:language>${locale}</dc:language>`,
    ...authors.flatMap((author, place) => [
      `<dc:creator id="author-${place + 1}">${escaped(author)}</dc:creator>`,
      `<meta refines="#author-${place + 1}" property="role" scheme="marc:relators">aut</meta>`,
    ]),
    `<dc:publisher>${escaped(publisher.name)}</dc:publisher>`,
    ...(summary === undefined ? [] : [`<dc:description>${escaped(summary)}</dc:description>`]),
    ...(date === undefined ? [] : [`<dc:date>${date}</dc:date>`]),
    // No clock: the same source gives the same bytes.
    `<meta property="dcterms:modified">${date ?? "2000-01-01"}T00:00:00Z</meta>`,
  ];
}

/** What readers and libraries are told of how the book can be read; the maker keeps every one of these promises. */
function aboutAccess(book: Book, { pictures }: Packed): string[] {
  const words = epubTexts(book.locale);
  // The cover is a picture too.
  const modes = ["textual", "visual"];
  const features = [
    "alternativeText",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
  ];
  const say = (property: string, value: string) => `<meta property="${property}">${escaped(value)}</meta>`;
  return [
    ...modes.map((mode) => say("schema:accessMode", mode)),
    say("schema:accessModeSufficient", "textual"),
    ...(pictures.length === 0 ? [] : [say("schema:accessModeSufficient", "textual,visual")]),
    ...features.map((feature) => say("schema:accessibilityFeature", feature)),
    say("schema:accessibilityHazard", "none"),
    say("schema:accessibilitySummary", words.accessibility),
    say("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"),
    say("a11y:certifiedBy", book.publisher.name),
  ];
}
