import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import sharp from "sharp";
import type { Book } from "../tree.ts";
import { allBlocks } from "./numbers.ts";

/** A picture as it lies in the EPUB. */
export interface StoredPicture {
  /** Its path beside the text. */
  file: string;
  type: string;
  bytes: Uint8Array;
}

/** Kinds that every reader shows, old ones too. */
const shownAsTheyAre: Record<string, string> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
};

/** The pictures of `book`, by their path from `root`: as they are where every reader shows them, else as JPEG or PNG. */
export async function picturesOf(root: string, book: Book): Promise<Map<string, StoredPicture>> {
  const files = book.chapters.flatMap(({ blocks }) =>
    allBlocks(blocks).flatMap((block) => (block.kind === "picture" ? [block.file] : [])),
  );
  const stored = [...new Set(files)].map(async (file, place) => {
    const name = `pictures/${String(place + 1).padStart(2, "0")}-${plainName(file)}`;
    return [file, await storedPicture(await readFile(join(root, file)), name, posix.extname(file))] as const;
  });
  return new Map(await Promise.all(stored));
}

/** The front cover as JPEG: what libraries of old readers and the shop of Kindle take. */
export async function coverPicture(cover: Uint8Array): Promise<StoredPicture> {
  const bytes = await sharp(cover).flatten({ background: "#ffffff" }).jpeg({ quality: 88 }).toBuffer();
  return { file: "cover.jpg", type: "image/jpeg", bytes };
}

async function storedPicture(bytes: Uint8Array, name: string, extension: string): Promise<StoredPicture> {
  const type = shownAsTheyAre[extension.toLowerCase()];
  if (type !== undefined) return { file: `${name}${extension.toLowerCase()}`, type, bytes };
  const picture = sharp(bytes);
  const { hasAlpha } = await picture.metadata();
  if (hasAlpha) return { file: `${name}.png`, type: "image/png", bytes: await picture.png().toBuffer() };
  const jpeg = await picture.jpeg({ quality: 88 }).toBuffer();
  return { file: `${name}.jpg`, type: "image/jpeg", bytes: jpeg };
}

function plainName(file: string): string {
  const name = posix.basename(file, posix.extname(file)).toLowerCase();
  return (
    name
      .normalize("NFD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "picture"
  );
}
