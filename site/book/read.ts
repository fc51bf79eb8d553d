import { type ChapterMatter, chapterSchema } from "../../content/schema/chapter.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Site } from "../../content/schema/site.ts";
import { themeOf } from "../../content/schema/theme.ts";
import type { ContentDocument } from "../content/document.ts";
import { judge, mistakeAt } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { treeOf } from "../content/text-tree.ts";
import { readBlocks } from "./read-blocks.ts";
import { type Ids, idsIn } from "./read-ids.ts";
import type { Reading } from "./reading.ts";
import type { Book, Chapter } from "./tree.ts";

/** What a book is read from. */
export interface BookSource {
  /** The magnet's name. */
  name: string;
  /** Its index.mdx. */
  document: ContentDocument;
  magnet: Extract<Magnet, { kind: "ebook" }>;
  /** Its chapters, in their order. */
  chapters: readonly { name: string; document: ContentDocument }[];
  site: Site;
  /** Every file of content, from the project's root. */
  files: ReadonlySet<string>;
}

/** The book that stands in the chapters of `source`; every mistake goes to `mistakes`, and the answer is then null. */
export async function readBook(source: BookSource, mistakes: ContentMistake[]): Promise<Book | null> {
  const { name, magnet, site, chapters } = source;
  const before = mistakes.length;
  const matters = chapters.map(({ document }) => judge(document, chapterSchema, mistakes));
  refuseReadyFiles(source, mistakes);
  // What no compiler can read has no tree; it was told by the document's own reader.
  if (chapters.some(({ document }) => document.blocks.mistakes.length > 0)) return null;
  const trees = await Promise.all(chapters.map(({ document }) => treeOf(document.body)));
  const ids: Ids = new Map();
  for (const [place, { name: chapter, document }] of chapters.entries()) {
    const tree = trees[place];
    if (tree !== undefined) ids.set(chapter, idsIn(tree, document, mistakes));
  }
  const locale = magnet.language ?? site.locale;
  const texts = chapters.map(({ name: chapter, document }, place) => {
    const tree = trees[place];
    const reading: Reading = { chapter, document, ids, files: source.files, locale, mistakes };
    return tree === undefined ? [] : readBlocks(tree, reading);
  });
  if (mistakes.length > before) return null;
  const { subtitle, summary, date } = magnet;
  const { name: publisher, url } = site;
  return {
    name,
    locale,
    title: magnet.title,
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(summary === undefined ? {} : { summary }),
    authors: magnet.authors,
    publisher: { name: publisher, url },
    ...(magnet.cover === undefined ? {} : { cover: pictureOf(name, magnet.cover) }),
    colophon: magnet.colophon ?? [],
    ...(date === undefined ? {} : { date }),
    size: magnet.size ?? "A5",
    design: magnet.design ?? "classic",
    theme: themeOf(site.theme, magnet.theme ?? {}),
    chapters: numbered(chapters, matters, texts),
  };
}

function pictureOf(name: string, { src, alt }: { src: string; alt: string }) {
  return { file: `content/magnets/${name}/${src.replace(/^\.\//, "")}`, alt };
}

/** A book is made of chapters, or lies ready; never both. */
function refuseReadyFiles({ document, magnet }: BookSource, mistakes: ContentMistake[]): void {
  for (const key of ["pdf", "epub"] as const) {
    if (magnet[key] === undefined) continue;
    const cure = `Delete the key, for the book is made from the chapters beside this file; or delete those.`;
    mistakes.push(mistakeAt(document, [key], "This book has chapters and a ready file.", cure));
  }
  if (magnet.pages === undefined) return;
  const cure = "Delete the key: the pages of a book made from chapters are counted.";
  mistakes.push(mistakeAt(document, ["pages"], "This book is made from chapters.", cure));
}

function numbered(
  chapters: BookSource["chapters"],
  matters: readonly (ChapterMatter | null)[],
  texts: readonly Chapter["blocks"][],
): Chapter[] {
  let count = 0;
  return chapters.flatMap(({ name, document }, place) => {
    const matter = matters[place];
    if (matter === null || matter === undefined) return [];
    if (matter.numbered) count += 1;
    return {
      name,
      file: document.file,
      title: matter.title,
      short: matter.short ?? matter.title,
      ...(matter.part === undefined ? {} : { part: matter.part }),
      number: matter.numbered ? count : null,
      blocks: texts[place] ?? [],
    };
  });
}
