import { statSync } from "node:fs";
import { join } from "node:path";
import { lastSound } from "../content/last-read.ts";

/** A book as the preview shows it. */
export interface ShownBook {
  name: string;
  title: string;
  pages: number;
  /** Files of the EPUB, with what they are called, and where they begin in the PDF. */
  chapters: { file: string; title: string; page: number }[];
  /** Size of PDF and EPUB, in kB. */
  sizes: { pdf: number; epub: number };
}

/** The books of the project at `root`, as they stood when content was last without a mistake. */
export function shownBooks(root: string): ShownBook[] {
  const kilobytes = (file: string) => Math.round(statSync(join(root, file)).size / 1000);
  return [...(lastSound(root)?.books ?? [])].map(([name, { book, files }]) => ({
    name,
    title: book.title,
    pages: files.pages,
    chapters: book.chapters.map(({ name: chapter, title }) => ({
      file: `${chapter}.xhtml`,
      title,
      page: files.places.find((place) => place.chapter === chapter)?.page ?? 1,
    })),
    sizes: { pdf: kilobytes(files.pdf), epub: kilobytes(files.epub) },
  }));
}
