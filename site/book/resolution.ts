import { extname, join } from "node:path";
import sharp from "sharp";
import { allBlocks } from "./epub/numbers.ts";
import type { Book, Place } from "./tree.ts";

/** A picture that comes out coarse on paper. */
export interface CoarsePicture {
  file: string;
  at: Place;
  /** Dots to an inch, at the size at which it is set. */
  dpi: number;
}

/** Fewer dots to an inch show on paper. */
const least = 150;

/** How wide the text is on paper, in millimetres; pages for a screen are not printed. */
const widths = { classic: { A5: 105, A4: 122 }, modern: { A5: 95, A4: 114 } } as const;

/** How much of the text's width a picture takes. */
const shares = { full: 1, half: 0.58 } as const;

/** The pictures of `book`, below `root`, that have too few dots for the size at which they are printed. */
export async function coarsePictures(root: string, book: Book): Promise<CoarsePicture[]> {
  if (book.size === "screen") return [];
  const inches = widths[book.design][book.size] / 25.4;
  const found: CoarsePicture[] = [];
  for (const block of book.chapters.flatMap(({ blocks }) => allBlocks(blocks))) {
    if (block.kind !== "picture" || extname(block.file).toLowerCase() === ".svg") continue;
    const { width } = await sharp(join(root, block.file)).metadata();
    const dpi = Math.round(width / (inches * shares[block.width]));
    if (dpi < least) found.push({ file: block.file, at: block.at, dpi });
  }
  return found;
}
