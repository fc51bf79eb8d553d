import { join } from "node:path";
import sharp from "sharp";
import type { Book, MadeBook } from "../tree.ts";

/** How wide the cover is shown at most, twice over for fine screens. */
const width = 960;

/** The front of `book` as its pages show it: the author's own picture, or else the one that `drawn` gives as SVG. */
export async function frontOf(book: Book, root: string, drawn: () => string): Promise<MadeBook["cover"]> {
  const source = book.cover === undefined ? Buffer.from(drawn()) : join(root, book.cover.file);
  const { data, info } = await sharp(source, { density: 200 })
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 86 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: new Uint8Array(data), type: "image/webp", width: info.width, height: info.height };
}
