import { rm } from "node:fs/promises";
import { join } from "node:path";
import { makeBook } from "../../site/book/make.ts";
import { givenOf } from "../../site/book/pdf/given.ts";
import { picturesOf } from "../../site/book/pdf/pictures.ts";
import { faces } from "../../site/book/pdf/write.ts";
import type { Book } from "../../site/book/tree.ts";
import { readContent } from "../../site/content/read.ts";
import { set, typstIn } from "../../site/overlay/typst.ts";

// `node book-round.ts <project> <book> <build|make|floor>`, each in a process of its own: prints how many ms it took.
const [root = "", name = "", mode = ""] = process.argv.slice(2);
const began = performance.now();
const { content, mistakes } = await readContent(root);
const took = performance.now() - began;
const entry = content?.books.get(name);
if (entry === undefined) throw new Error(`There is no book ${name}: ${JSON.stringify(mistakes)}`);
console.log(
  mode === "make" ? await made(entry.book) : mode === "floor" ? await typstAlone(entry.book) : took,
);

/** PDF and EPUB, made anew. */
async function made(book: Book): Promise<number> {
  await rm(join(root, "node_modules/.cache/imbuto/books"), { recursive: true });
  const start = performance.now();
  await makeBook(root, book);
  return performance.now() - start;
}

/** Typst with the same text laid before it: its typefaces read, the book set, and written as PDF. */
async function typstAlone(book: Book): Promise<number> {
  const folder = join(import.meta.dirname, "../../site/book/pdf");
  const pictures = await picturesOf(book, root);
  const pictureAt = (file: string) => {
    const { name: picture, ratio } = pictures.get(file) ?? { name: file, ratio: 1 };
    return { file: `/${picture}`, ratio };
  };
  const start = performance.now();
  const compiler = typstIn(folder, faces);
  for (const { name: picture, bytes } of pictures.values()) compiler.mapShadow(join(folder, picture), bytes);
  compiler.mapShadow(join(folder, "book.json"), Buffer.from(givenOf(book, pictureAt)));
  compiler.pdf(set(compiler, join(folder, "book.typ")), { pdfStandard: "ua-1" });
  return performance.now() - start;
}
