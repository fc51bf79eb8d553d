import { allBlocks, type Numbers, numbersOf } from "../epub/numbers.ts";
import { plainInlines } from "../epub/plain.ts";
import { epubTexts, fill } from "../outside.ts";
import type { Block, Book, Chapter, Inline, Target } from "../tree.ts";

/** Where a picture lies for Typst, and how high it is for its width. */
export type PictureAt = (file: string) => { file: string; ratio: number };

interface Walking {
  book: Book;
  chapter: Chapter;
  numbers: Numbers;
  /** What there is to be led to. */
  labels: ReadonlySet<string>;
  pictureAt: PictureAt;
}

/** The chapters of `book` as walk.typ reads them: each thing with its label and number, each reference with its words. */
export function walked(book: Book, pictureAt: PictureAt) {
  const [numbers, labels] = [numbersOf(book), labelsOf(book)];
  return book.chapters.map((chapter, place) => {
    const walking: Walking = { book, chapter, numbers, labels, pictureAt };
    const blocks = JSON.stringify(chapter.blocks, (key, value) =>
      key === "at" ? undefined : isNode(value) ? toldOf(value, walking) : value,
    );
    const part = chapter.part ?? null;
    return { ...chapter, part, level: isInPart(book.chapters, place) ? 2 : 1, blocks: JSON.parse(blocks) };
  });
}

/** What leads to the part that begins with the chapter `name`. */
export function partOf(name: string): string {
  return `${name}#`;
}

function labelOf({ chapter, id }: Pick<Target, "chapter" | "id">): string {
  return id === undefined ? chapter : `${chapter}#${id}`;
}

function labelsOf({ chapters }: Book): Set<string> {
  return new Set(
    chapters.flatMap(({ name: chapter, blocks }) => [
      chapter,
      ...allBlocks(blocks).flatMap((block) =>
        "id" in block && block.id !== undefined ? [labelOf({ chapter, id: block.id })] : [],
      ),
    ]),
  );
}

/** Below a part stand its chapters; what comes after the last numbered one belongs to none, unless one begins there. */
function isInPart(chapters: readonly Chapter[], place: number): boolean {
  const last = chapters.findLastIndex(({ number }) => number !== null);
  const begins = chapters.findLastIndex(({ part }, index) => part !== undefined && index <= place);
  return begins >= 0 && (place <= last || begins > last);
}

function isNode(value: unknown): value is Block | Inline {
  return typeof value === "object" && value !== null && "kind" in value;
}

function toldOf(node: Block | Inline, { book, chapter, numbers, labels, pictureAt }: Walking) {
  const labelled = (id: string | undefined) =>
    id === undefined ? null : labelOf({ chapter: chapter.name, id });
  switch (node.kind) {
    case "text":
      // A line that the author broke in the file is none in the book.
      return { ...node, text: node.text.replace(/\s*\n\s*/g, " ") };
    case "link":
      return { ...node, href: node.href.startsWith("/") ? book.publisher.url + node.href : node.href };
    case "reference": {
      const label = labelOf(node.target);
      const words = numbers.label(node.target);
      return { kind: node.kind, inlines: node.inlines, words, label: labels.has(label) ? label : null };
    }
    case "code":
      // In a line it has the same name in the tree.
      return "at" in node ? { ...node, kind: "listing", text: node.text.trimEnd() } : node;
    case "heading":
      return { ...node, label: labelled(node.id), plain: plainInlines(node.inlines) };
    case "picture":
      return {
        ...node,
        ...pictureAt(node.file),
        before: lettersBefore(node, chapter),
        label: labelled(node.id),
        number: numberOf(node, book, numbers),
      };
    case "table":
      return {
        ...node,
        label: labelled(node.id),
        number: numberOf(node, book, numbers),
        longest: longestIn([node.header, ...node.rows]),
        before: lettersBefore(node, chapter),
      };
    case "callout":
      return { ...node, brief: lengthOf(node.blocks) <= brief };
    default:
      return node;
  }
}

/** "Figura 3", as captions begin. */
function numberOf(block: Extract<Block, { kind: "picture" | "table" }>, { locale }: Book, numbers: Numbers) {
  const number = numbers.of(block);
  if (number === undefined) return null;
  const words = fill(epubTexts(locale)[block.kind], { number });
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How many letters of its chapter stand before a block that may leave its place; nothing where it keeps it. */
function lettersBefore(block: Extract<Block, { kind: "picture" | "table" }>, { blocks }: Chapter) {
  const place = blocks.indexOf(block);
  return place < 0 || block.caption === undefined ? null : lengthOf(blocks.slice(0, place));
}

/** The longest word of each column of a table: no column is narrower than that. */
function longestIn([header = [], ...rows]: readonly (readonly (readonly Inline[])[])[]): string[] {
  return header.map((_, column) => {
    const words = [header, ...rows].flatMap((row) => plainInlines(row[column] ?? []).split(/\s+/));
    return words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
  });
}

/** A box with no more letters than this stays on one page. */
const brief = 700;

function lengthOf(blocks: readonly Block[]): number {
  return allBlocks(blocks).reduce((sum, block) => {
    const letters = "inlines" in block ? plainInlines(block.inlines).length : 0;
    return sum + letters + (block.kind === "picture" || block.kind === "code" ? brief : 40);
  }, 0);
}
