import { epubTexts, fill } from "../outside.ts";
import type { Block, Book, Chapter, Target } from "../tree.ts";
import { plainInlines } from "./plain.ts";

/** The numbers of a book's pictures and tables, and what a reference calls each thing. */
export interface Numbers {
  /** The number of a picture or a table that has a caption. */
  of(block: Block): number | undefined;
  /** "figura 3", "capitolo 2", or a heading's own words. */
  label(target: Target): string;
}

type Counted = "picture" | "table";

/** Counts what `book` numbers, through all of its chapters: what stands in a caption has a number. */
export function numbersOf(book: Book): Numbers {
  const words = epubTexts(book.locale);
  const counts: Record<Counted, number> = { picture: 0, table: 0 };
  const numbers = new Map<Block, number>();
  const named = new Map<string, string>();
  for (const chapter of book.chapters) {
    const name = (id: string | undefined, label: string) => {
      if (id !== undefined) named.set(`${chapter.name}#${id}`, label);
    };
    named.set(chapter.name, chapterLabel(chapter, words.chapter));
    for (const block of allBlocks(chapter.blocks)) {
      if (block.kind === "heading") name(block.id, plainInlines(block.inlines));
      if (block.kind !== "picture" && block.kind !== "table") continue;
      if (block.caption === undefined) continue;
      counts[block.kind] += 1;
      numbers.set(block, counts[block.kind]);
      name(block.id, fill(words[block.kind], { number: counts[block.kind] }));
    }
  }
  return {
    of: (block) => numbers.get(block),
    label: ({ chapter, id }) => named.get(id === undefined ? chapter : `${chapter}#${id}`) ?? words.here,
  };
}

function chapterLabel({ number, title }: Chapter, pattern: string): string {
  return number === null ? title : fill(pattern, { number });
}

/** `blocks` and all that stand in them, in the order of reading; notes are left out. */
export function allBlocks(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => [block, ...insideOf(block).flatMap(allBlocks)]);
}

/** The lists of blocks that stand in `block`. */
function insideOf(block: Block): (readonly Block[])[] {
  switch (block.kind) {
    case "list":
      return [...block.items];
    case "steps":
      return block.steps.map(({ blocks }) => blocks);
    case "benefits":
      return block.benefits.map(({ blocks }) => blocks);
    case "faq":
      return block.questions.map(({ blocks }) => blocks);
    case "figures":
      return block.figures.map(({ blocks }) => blocks);
    case "quote":
    case "callout":
    case "testimonial":
    case "price":
      return [block.blocks];
    case "paragraph":
    case "heading":
    case "code":
    case "rule":
    case "table":
    case "picture":
    case "pullquote":
      return [];
  }
}
