import type { BookPlace } from "../places.ts";
import type { Block, Book, Chapter } from "../tree.ts";

/** The chapters of `book` as far as their sections end on the first `pages` pages, as `places` say. */
export function extractOf(book: Book, places: readonly BookPlace[], pages: number): Chapter[] {
  const whole = new Set<string>();
  for (const [place, { chapter, id }] of places.entries()) {
    const next = places[place + 1];
    // A chapter begins on a page of its own: what stands before it ends one page earlier at the latest.
    const end = next === undefined ? Number.POSITIVE_INFINITY : next.page - (next.id === undefined ? 1 : 0);
    if (end > pages) break;
    whole.add(keyOf(chapter, id));
  }
  return book.chapters.flatMap((chapter) => {
    const blocks = sectionsOf(chapter).flatMap((section) =>
      whole.has(keyOf(chapter.name, section.id)) ? section.blocks : [],
    );
    return blocks.length === 0 ? [] : { ...chapter, blocks };
  });
}

function keyOf(chapter: string, id: string | undefined): string {
  return id === undefined ? chapter : `${chapter}#${id}`;
}

/** The chapter's own beginning, and what stands under each of its first headings. */
function sectionsOf({ blocks }: Chapter): { id: string | undefined; blocks: Block[] }[] {
  const sections: { id: string | undefined; blocks: Block[] }[] = [{ id: undefined, blocks: [] }];
  for (const block of blocks) {
    if (block.kind === "heading" && block.level === 2) sections.push({ id: block.id, blocks: [] });
    sections.at(-1)?.blocks.push(block);
  }
  return sections;
}
