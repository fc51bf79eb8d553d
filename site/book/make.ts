import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import * as z from "zod";
import { cacheFolder, hashOfMakers } from "../cache.ts";
import { digestOf } from "../catalog/digest.ts";
import { allBlocks } from "./epub/numbers.ts";
import { epubTexts } from "./outside.ts";
import type { BookPlace } from "./places.ts";
import type { CoarsePicture } from "./resolution.ts";
import type { Book } from "./tree.ts";

const madeSchema = z.object({
  pages: z.number(),
  cover: z.object({ name: z.string(), width: z.number(), height: z.number() }),
  places: z.array(z.object({ chapter: z.string(), id: z.string().optional(), page: z.number() })),
  coarse: z.array(
    z.object({ file: z.string(), at: z.object({ file: z.string(), line: z.number() }), dpi: z.number() }),
  ),
});

/** A book's files, by their paths from the project's root: the same source gives the same paths and the same bytes. */
export interface BookFiles {
  pdf: string;
  epub: string;
  cover: { file: string; width: number; height: number };
  pages: number;
  places: BookPlace[];
  /** Pictures that have too few dots to be printed well. */
  coarse: CoarsePicture[];
}

/** Makes PDF, EPUB and cover of `book`, once for each source and each version of the makers. */
export async function makeBook(root: string, book: Book): Promise<BookFiles> {
  const folder = `${cacheFolder("books")}/${await keyOf(root, book)}`;
  // The folder gets its name once all is in it.
  if (!existsSync(join(root, folder))) await make(root, book, folder);
  const { pages, cover, places, coarse } = madeSchema.parse(
    JSON.parse(await readFile(join(root, folder, "made.json"), "utf8")),
  );
  const name = posix.basename(book.name);
  const { width, height } = cover;
  return {
    pdf: `${folder}/${name}.pdf`,
    epub: `${folder}/${name}.epub`,
    cover: { file: `${folder}/${cover.name}`, width, height },
    pages,
    places,
    coarse,
  };
}

/** The first `pages` pages of `book` as a PDF with a page that leads to `href`: its path from the project's root. */
export async function makeSample(
  root: string,
  book: Book,
  asked: { pages: number; href: string },
): Promise<string> {
  const key = createHash("sha256")
    .update(await keyOf(root, book))
    .update(JSON.stringify(asked));
  const folder = `${cacheFolder("books")}/${key.digest("hex").slice(0, 24)}`;
  const name = `${posix.basename(book.name)}-${epubTexts(book.locale).sample.file}.pdf`;
  if (!existsSync(join(root, folder))) {
    const { writeSample } = await import("./pdf/write.ts");
    const { pdf } = await writeSample(book, root, asked);
    await lay(root, folder, new Map([[name, pdf]]));
  }
  return `${folder}/${name}`;
}

async function make(root: string, book: Book, folder: string): Promise<void> {
  // What makes books is loaded where there is one to be made.
  const [{ writePdf }, { writeEpub }, { placesIn }, { coarsePictures }] = await Promise.all([
    import("./pdf/write.ts"),
    import("./epub/write.ts"),
    import("./places.ts"),
    import("./resolution.ts"),
  ]);
  const { pdf, pages, cover } = await writePdf(book, root);
  const epub = await writeEpub(root, book, cover.bytes);
  const [places, coarse] = [await placesIn(pdf, book), await coarsePictures(root, book)];
  const hash = createHash("sha256").update(cover.bytes).digest("hex").slice(0, 8);
  const name = posix.basename(book.name);
  // Its name changes with its bytes, and so does every page that shows it.
  const front = { name: `cover-${hash}.webp`, width: cover.width, height: cover.height };
  const files = new Map<string, Uint8Array | string>([
    [`${name}.pdf`, pdf],
    [`${name}.epub`, epub],
    [front.name, cover.bytes],
    ["made.json", JSON.stringify({ pages, cover: front, places, coarse })],
  ]);
  await lay(root, folder, files);
}

/** Lays `files` into `folder`, all of them or none. */
async function lay(
  root: string,
  folder: string,
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<void> {
  // A folder for each: the same book may be in the making twice, in one process too.
  await mkdir(dirname(join(root, folder)), { recursive: true });
  const draft = await mkdtemp(join(root, `${folder}.`));
  for (const [name, content] of files) await writeFile(join(draft, name), content);
  // Another build may have been quicker: what it made is the same.
  await rename(draft, join(root, folder)).catch(() => rm(draft, { recursive: true, force: true }));
}

/** What changes with anything that is seen in the book: its text, its pictures, the theme, what makes it. */
async function keyOf(root: string, book: Book): Promise<string> {
  const hash = createHash("sha256").update(makersHash()).update(JSON.stringify(book));
  for (const file of picturesIn(book)) hash.update((await digestOf(root, file)).sha256);
  return hash.digest("hex").slice(0, 24);
}

function picturesIn({ chapters, cover }: Book): string[] {
  const shown = chapters.flatMap(({ blocks }) =>
    allBlocks(blocks).flatMap((block) => (block.kind === "picture" ? [block.file] : [])),
  );
  return [...(cover === undefined ? [] : [cover.file]), ...shown];
}

let makers: string | undefined;

/** The makers' own sources, the words they set, and the versions of what they use. */
function makersHash(): string {
  const home = join(import.meta.dirname, "../..");
  const folders = ["site/book", "site/overlay", "templates/theme", "content/schema/locales"];
  makers ??=
    hashOfMakers(folders.map((folder) => join(home, folder))) +
    readFileSync(join(home, "package.json"), "utf8");
  return makers;
}
