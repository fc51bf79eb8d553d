import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import sharp from "sharp";
import type { ContentMistake } from "../../content/mistake.ts";
import { allBlocks } from "../epub/numbers.ts";
import type { Book, Picture, Place } from "../tree.ts";
import { foreignLetters, inOwnType } from "./drawings.ts";
import { BookMistakes } from "./mistake.ts";

/** A picture as Typst is given it. */
export interface SetPicture {
  /** Its path beside the drawings. */
  name: string;
  bytes: Buffer;
  /** Its height for its width. */
  ratio: number;
}

interface Asked {
  picture: Picture;
  /** Who asks for it first. */
  at: Place;
}

/** The pictures of `book`, by their path from `root`; all that are missing or broken are told together. */
export async function picturesOf(book: Book, root: string): Promise<Map<string, SetPicture>> {
  const pictures = new Map<string, SetPicture>();
  const mistakes: ContentMistake[] = [];
  const made = askedIn(book).map(async ({ picture: { file }, at }, place) => {
    const found = await printable(join(root, file));
    if ("bytes" in found) {
      const name = `pictures/${String(place + 1).padStart(3, "0")}${found.ending}`;
      return [file, { ...found, name }] as const;
    }
    mistakes.push({ ...at, key: "", ...found, message: found.message.replace("{file}", file) });
    return null;
  });
  for (const one of await Promise.all(made)) if (one !== null) pictures.set(...one);
  if (mistakes.length > 0) throw new BookMistakes(mistakes);
  return pictures;
}

/** Each picture once, the cover first. */
function askedIn({ name, cover, chapters }: Book): Asked[] {
  const asked = new Map<string, Asked>();
  const index = { file: `content/magnets/${name}/index.mdx`, line: 1 };
  if (cover !== undefined) asked.set(cover.file, { picture: cover, at: index });
  for (const block of chapters.flatMap(({ blocks }) => allBlocks(blocks)))
    if (block.kind === "picture" && !asked.has(block.file))
      asked.set(block.file, { picture: block, at: block.at });
  return [...asked.values()];
}

type Found = Omit<SetPicture, "name"> & { ending: string };
type Wrong = Pick<ContentMistake, "message" | "cure">;

/** The picture at `path` as it goes into a PDF, or what is wrong with it. */
async function printable(path: string): Promise<Found | Wrong> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null)
    return { message: "There is no file {file}.", cure: "Put the picture there, or correct its name." };
  const made = await madeOf(bytes, posix.extname(path).toLowerCase()).catch(() => null);
  const cure = "Save it once more as SVG, PNG, JPEG or WebP.";
  if (made === null) return { message: "The picture {file} cannot be opened.", cure };
  const foreign = made.ending === ".svg" ? foreignLetters(made.bytes.toString("utf8")) : [];
  if (foreign.length === 0) return made;
  return {
    message: `The drawing {file} has letters that the book's typefaces have not: ${foreign.join(" ")}`,
    cure: "Write them in words, or turn them into paths.",
  };
}

/** `bytes` as they go in: what would be unpacked in a PDF, and weigh ten times as much, becomes a JPEG. */
async function madeOf(bytes: Buffer, ending: string): Promise<Found> {
  const { format, hasAlpha, orientation, autoOrient } = await sharp(bytes).metadata();
  const ratio = autoOrient.height / autoOrient.width;
  if (ending === ".svg") return { ending, ratio, bytes: Buffer.from(inOwnType(bytes.toString("utf8"))) };
  const picture = sharp(bytes).autoOrient();
  if (format === "jpeg" && (orientation ?? 1) === 1) return { ending: ".jpg", ratio, bytes };
  if (format === "png") return { ending: ".png", ratio, bytes };
  if (hasAlpha) return { ending: ".png", ratio, bytes: await picture.png().toBuffer() };
  const jpeg = picture.jpeg({ quality: 90, chromaSubsampling: "4:4:4" });
  return { ending: ".jpg", ratio, bytes: await jpeg.toBuffer() };
}
