import { strToU8, type Zippable, zipSync } from "fflate";
import type { Book } from "../tree.ts";
import { chapterPages } from "./chapters.ts";
import { colophonPage } from "./colophon.ts";
import { contentsPage, ncx } from "./contents.ts";
import { coverPage, titlePage } from "./front.ts";
import { identifierOf, packageDocument } from "./package.ts";
import { coverPicture, picturesOf } from "./pictures.ts";
import { bookSheet } from "./sheet.ts";

/** `book` as EPUB 3 with `cover`, a picture of its front; the same book gives the same bytes. */
export async function writeEpub(root: string, book: Book, cover: Uint8Array): Promise<Uint8Array> {
  const front = await coverPicture(cover);
  const pictures = await picturesOf(root, book);
  const chapters = chapterPages(book, (file) => pictures.get(file)?.file ?? "");
  const colophon = colophonPage(book);
  const texts = [
    coverPage(book, front.file),
    titlePage(book),
    ...chapters.flatMap(({ part, page }) => (part === null ? [page] : [part, page])),
  ];
  const stored = [...pictures.values()];
  const contents = contentsPage(book, chapters);
  const document = packageDocument(book, { pages: [...texts, colophon], pictures: stored, cover: front });
  return zipped([
    ["META-INF/container.xml", strToU8(container)],
    ["OEBPS/package.opf", strToU8(document)],
    ["OEBPS/toc.ncx", strToU8(ncx(book, chapters, identifierOf(book)))],
    ["OEBPS/book.css", strToU8(bookSheet(book))],
    ...[contents, ...texts].map(({ file, markup }) => [`OEBPS/${file}`, strToU8(markup)] as const),
    ...[front, ...stored].map(({ file, bytes }) => [`OEBPS/${file}`, bytes] as const),
    // Last and as it is, so that it can be written anew without the rest.
    ["OEBPS/colophon.xhtml", strToU8(colophon.markup)],
  ]);
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/** A ZIP as EPUB wants it: its kind first and as it is, every file of one and the same day. */
function zipped(files: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  // ZIP knows only the local time; the first moment that it can tell is the same everywhere.
  const mtime = new Date(1980, 0, 1);
  const archive: Zippable = { mimetype: [strToU8("application/epub+zip"), { level: 0, mtime }] };
  for (const [name, bytes] of files) {
    const isPacked = name.endsWith("/colophon.xhtml") || /\.(?:png|jpe?g|gif)$/.test(name);
    archive[name] = [bytes, { level: isPacked ? 0 : 9, mtime }];
  }
  return zipSync(archive);
}
