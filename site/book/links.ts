import { allBlocks } from "./epub/numbers.ts";
import type { Block, Book, Inline, Place } from "./tree.ts";

/** A link out of a book, and where it stands. */
export interface BookLink {
  href: string;
  at: Place;
}

/** Every link that leads out of `book`, in its notes too. */
export function linksIn(book: Book): BookLink[] {
  return book.chapters.flatMap(({ blocks }) => linksInBlocks(blocks));
}

function linksInBlocks(blocks: readonly Block[]): BookLink[] {
  return allBlocks(blocks).flatMap((block) => [
    ...linesOf(block).flatMap((inline) => linksInLine(inline, block.at)),
    ...(block.kind === "figures"
      ? block.figures.flatMap(({ href }) => (href === undefined ? [] : { href, at: block.at }))
      : []),
  ]);
}

function linksInLine(inline: Inline, at: Place): BookLink[] {
  switch (inline.kind) {
    case "link":
      return [{ href: inline.href, at }, ...inline.inlines.flatMap((inner) => linksInLine(inner, at))];
    case "strong":
    case "emphasis":
    case "reference":
      return inline.inlines.flatMap((inner) => linksInLine(inner, at));
    case "footnote":
      return linksInBlocks(inline.blocks);
    case "text":
    case "code":
    case "break":
      return [];
  }
}

/** The lines of `block` itself; those of blocks inside it are theirs. */
function linesOf(block: Block): readonly Inline[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
    case "pullquote":
      return block.inlines;
    case "table":
      return [...(block.caption ?? []), ...block.header.flat(), ...block.rows.flat(2)];
    case "picture":
      return block.caption ?? [];
    default:
      return [];
  }
}
