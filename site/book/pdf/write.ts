import { join } from "node:path";
import type { FaceName } from "../../overlay/faces.ts";
import { set, typstIn } from "../../overlay/typst.ts";
import { cutPdf } from "../sample/cut.ts";
import type { Book, MadeBook } from "../tree.ts";
import { frontOf } from "./front.ts";
import { givenOf } from "./given.ts";
import { picturesOf } from "./pictures.ts";

const folder = import.meta.dirname;
/** The typefaces that books are set in. */
export const faces: FaceName[] = [
  "newsreader",
  "newsreader-italic",
  "newsreader-medium",
  "newsreader-medium-italic",
  "newsreader-semibold",
  "newsreader-semibold-italic",
  "newsreader-bold",
  "newsreader-bold-italic",
  "instrument-sans",
  "instrument-sans-italic",
  "instrument-sans-semibold",
  "instrument-sans-semibold-italic",
  "instrument-sans-bold",
  "instrument-sans-bold-italic",
  "jetbrains-mono",
  "jetbrains-mono-italic",
  "jetbrains-mono-bold",
];

/** `book`, whose pictures lie under `root`, as a PDF with its cover; the same book gives the same bytes. */
export async function writePdf(book: Book, root: string): Promise<Pick<MadeBook, "pdf" | "cover" | "pages">> {
  const compiler = await opened(book, root);
  const document = set(compiler, main);
  const pdf = compiler.pdf(document, tagged);
  const cover = await frontOf(book, root, () =>
    compiler.plainSvg(set(compiler, join(folder, "front-cover.typ"))),
  );
  // What no later book has asked for is forgotten.
  compiler.evictCache(10);
  return { pdf, pages: document.numOfPages, cover };
}

/** The first `pages` pages of `book` as a PDF of its own, and one page more that leads to `href`, where the book is. */
export async function writeSample(
  book: Book,
  root: string,
  { pages, href }: { pages: number; href: string },
): Promise<{ pdf: Uint8Array; pages: number }> {
  const compiler = await opened(book, root);
  const document = set(compiler, main, { closing: href });
  const count = Math.min(pages, document.numOfPages - 1);
  const pdf = await cutPdf(compiler.pdf(document, tagged), count);
  return { pdf, pages: count + 1 };
}

const main = join(folder, "book.typ");
const tagged = { pdfStandard: "ua-1" };

/** Typst with `book` laid open before it. */
async function opened(book: Book, root: string) {
  const pictures = await picturesOf(book, root);
  const compiler = typstIn(folder, faces);
  compiler.resetShadow();
  for (const { name, bytes } of pictures.values()) compiler.mapShadow(join(folder, name), bytes);
  const given = givenOf(book, (file) => {
    const { name, ratio } = pictures.get(file) ?? { name: file, ratio: 1 };
    return { file: `/${name}`, ratio };
  });
  compiler.mapShadow(join(folder, "book.json"), Buffer.from(given));
  return compiler;
}
