import type { ContentMistake } from "../../content/mistake.ts";
import { allBlocks } from "../epub/numbers.ts";
import type { Book } from "../tree.ts";

/** Headings that skip a level: who has the book read to them would look for what is between. */
export function skippedLevels({ chapters }: Book): ContentMistake[] {
  return chapters.flatMap(({ blocks }) => {
    let above = 1;
    return allBlocks(blocks).flatMap((block) => {
      if (block.kind !== "heading") return [];
      const isSkipped = block.level > above + 1;
      const message = `A heading of level ${block.level} follows one of level ${above}: a level is skipped.`;
      const cure = `Begin it with ${"#".repeat(above + 1)}.`;
      above = block.level;
      return isSkipped ? [{ ...block.at, key: "", message, cure }] : [];
    });
  });
}
