import { join } from "node:path";
import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { FaceName } from "../../overlay/faces.ts";
import { set, typstIn } from "../../overlay/typst.ts";
import { cutPdf } from "../sample/cut.ts";
import type { Book, MadeBook } from "../tree.ts";
import { blamed } from "./blame.ts";
import { frontOf } from "./front.ts";
import { givenOf } from "./given.ts";
import { skippedLevels } from "./levels.ts";
import { BookMistakes } from "./mistake.ts";
import { picturesOf } from "./pictures.ts";
import type { PictureAt } from "./walked.ts";

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
  // From here to the cover nothing waits: another book may not be laid before Typst in between.
  const open = laid(await picturesFor(book, root));
  const { pdf, pages } = setWhole(open, book);
  const cover = await frontOf(book, root, () => open.compiler.plainSvg(set(open.compiler, front)));
  // What no later book has asked for is forgotten.
  open.compiler.evictCache(10);
  return { pdf, pages, cover };
}

/** The first `pages` pages of `book` as a PDF of its own, and one page more that leads to `href`, where the book is. */
export async function writeSample(
  book: Book,
  root: string,
  { pages, href }: { pages: number; href: string },
): Promise<{ pdf: Uint8Array; pages: number }> {
  const whole = setWhole(laid(await picturesFor(book, root)), book, { closing: href });
  const count = Math.min(pages, whole.pages - 1);
  return { pdf: await cutPdf(whole.pdf, count), pages: count + 1 };
}

const main = join(folder, "book.typ");
const front = join(folder, "front-cover.typ");

type Pictures = Awaited<ReturnType<typeof picturesOf>>;

/** Typst with the pictures of a book laid before it. */
interface Open {
  compiler: NodeCompiler;
  /** Where a picture lies, and how high it is for its width. */
  pictureAt: PictureAt;
}

async function picturesFor(book: Book, root: string): Promise<Pictures> {
  const skipped = skippedLevels(book);
  if (skipped.length > 0) throw new BookMistakes(skipped);
  return picturesOf(book, root);
}

function laid(pictures: Pictures): Open {
  const compiler = typstIn(folder, faces);
  compiler.resetShadow();
  for (const { name, bytes } of pictures.values()) compiler.mapShadow(join(folder, name), bytes);
  const pictureAt: PictureAt = (file) => {
    const { name, ratio } = pictures.get(file) ?? { name: file, ratio: 1 };
    return { file: `/${name}`, ratio };
  };
  return { compiler, pictureAt };
}

/** All of `book`, set; what cannot be is told with its file and line. */
function setWhole(open: Open, book: Book, inputs: Record<string, string> = {}) {
  try {
    return setOnce(open, book, inputs);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw blamed(book, error, (part) => setOnce(open, part, inputs));
  }
}

function setOnce({ compiler, pictureAt }: Open, book: Book, inputs: Record<string, string>) {
  compiler.mapShadow(join(folder, "book.json"), Buffer.from(givenOf(book, pictureAt)));
  const document = set(compiler, main, inputs);
  const pdf: Uint8Array = compiler.pdf(document, { pdfStandard: "ua-1" });
  return { pdf, pages: document.numOfPages };
}
