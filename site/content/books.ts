import { posix } from "node:path";
import { epubTexts } from "../../content/schema/locales/epub.ts";
import { fill } from "../../content/schema/locales/index.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Site } from "../../content/schema/site.ts";
import { type BookFiles, makeBook } from "../book/make.ts";
import { BookMistakes } from "../book/pdf/mistake.ts";
import { readBook } from "../book/read.ts";
import type { Book } from "../book/tree.ts";
import type { BookEntry } from "./content.ts";
import type { ContentDocument } from "./document.ts";
import { mistakeAt } from "./judge.ts";
import type { Layout } from "./layout.ts";
import type { ContentMistake } from "./mistake.ts";

/** What books are read from. */
interface Known {
  layout: Layout;
  documents: ReadonlyMap<string, ContentDocument>;
  magnets: ReadonlyMap<string, Magnet | null>;
  site: Site;
  files: ReadonlySet<string>;
}

/** The books that stand in chapters, by the magnet's name; one with mistakes, which go to `mistakes`, is left out. */
export async function readBooks(known: Known, mistakes: ContentMistake[]): Promise<Map<string, Book>> {
  const { layout, documents, magnets, site, files } = known;
  const books = new Map<string, Book>();
  for (const name of layout.magnets) {
    const document = documents.get(`content/magnets/${name}/index.mdx`);
    const magnet = magnets.get(name);
    if (document === undefined || !magnet) continue;
    const listed = layout.chapters.filter((chapter) => chapter.magnet === name);
    if (listed.length === 0) {
      if (magnet.kind === "ebook") checkReady(document, magnet, mistakes);
      continue;
    }
    if (magnet.kind !== "ebook") {
      const cure = "Set kind: ebook, or take the chapters away.";
      mistakes.push(
        mistakeAt(document, ["kind"], `Chapters stand beside a magnet of kind ${magnet.kind}.`, cure),
      );
      continue;
    }
    const chapters = listed.flatMap(({ name: chapter, file }) => {
      const text = documents.get(file);
      return text === undefined ? [] : { name: chapter, document: text };
    });
    // A chapter whose front matter cannot be read was told of, and the links to it are no mistakes of their own.
    if (chapters.length < listed.length) continue;
    const book = await readBook({ name, document, magnet, chapters, site, files }, mistakes);
    if (book !== null) books.set(name, book);
  }
  return books;
}

/** Makes the files of `books`, and tells their magnets, in `magnets`, what one gets: PDF, EPUB, cover and pages. */
export async function makeBooks(
  root: string,
  books: ReadonlyMap<string, Book>,
  magnets: Map<string, Magnet | null>,
  mistakes: ContentMistake[],
): Promise<Map<string, BookEntry>> {
  const made = new Map<string, BookEntry>();
  for (const [name, book] of books) {
    const magnet = magnets.get(name);
    if (magnet?.kind !== "ebook") continue;
    const files = await madeOr(root, book, mistakes);
    if (files === null) continue;
    made.set(name, { book, files });
    const beside = (file: string) => `./${posix.basename(file)}`;
    magnets.set(name, {
      ...magnet,
      pdf: beside(files.pdf),
      epub: beside(files.epub),
      pages: files.pages,
      cover: magnet.cover ?? {
        src: beside(files.cover.file),
        alt: fill(epubTexts(book.locale).coverAlt, { title: book.title }),
      },
    });
  }
  return made;
}

/** The files of `book`; null where it cannot be set, which goes to `mistakes`. */
async function madeOr(root: string, book: Book, mistakes: ContentMistake[]): Promise<BookFiles | null> {
  try {
    return await makeBook(root, book);
  } catch (error) {
    if (!(error instanceof BookMistakes)) throw error;
    mistakes.push(...error.mistakes);
    return null;
  }
}

/** Keys that only say how a book is made. */
const ofMaking = ["size", "design", "theme", "colophon", "sample"] as const;

/** A book without chapters lies ready. */
function checkReady(
  document: ContentDocument,
  magnet: Extract<Magnet, { kind: "ebook" }>,
  mistakes: ContentMistake[],
): void {
  if (magnet.pdf === undefined && magnet.epub === undefined) {
    const cure =
      "Write chapters beside this file, as in 01-inizio.mdx; or put a ready file there, and name it as pdf or epub.";
    mistakes.push(mistakeAt(document, ["kind"], "There is nothing to read in this e-book.", cure));
    return;
  }
  for (const key of ofMaking) {
    if (magnet[key] === undefined) continue;
    const cure = "Delete the key, or write the book in chapters beside this file.";
    mistakes.push(
      mistakeAt(document, [key], "This key is for books made from chapters; this one lies ready.", cure),
    );
  }
}
