import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import sharp from "sharp";
import type { ContentMistake } from "../../content/mistake.ts";
import { allBlocks } from "../epub/numbers.ts";
import type { Book, Picture, Place } from "../tree.ts";
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
  const set = askedIn(book).map(async ({ picture: { file }, at }, place) => {
    const read = await readFile(join(root, file)).catch(() => null);
    const stem = `pictures/${String(place + 1).padStart(3, "0")}`;
    const made =
      read === null ? null : await printable(read, posix.extname(file).toLowerCase()).catch(() => null);
    if (made !== null) return [file, { ...made, name: stem + made.ending }] as const;
    mistakes.push({
      ...at,
      key: "",
      message: read === null ? `There is no file ${file}.` : `The picture ${file} cannot be opened.`,
      cure:
        read === null
          ? "Put the picture there, or correct its name."
          : "Save it once more as SVG, PNG, JPEG or WebP.",
    });
    return null;
  });
  for (const one of await Promise.all(set)) if (one !== null) pictures.set(...one);
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

/** `bytes` as they go into a PDF: what would be unpacked there, and weigh ten times as much, becomes a JPEG. */
async function printable(bytes: Buffer, ending: string) {
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

/** A drawing with its words in the book's typefaces: those of the machine differ from one to the next. */
function inOwnType(svg: string): string {
  const own = (family: string) =>
    /mono|courier|consolas/i.test(family)
      ? "JetBrains Mono"
      : /(?<!sans-)serif|georgia|times|newsreader|palatino/i.test(family)
        ? "Newsreader"
        : "Instrument Sans";
  return svg
    .replace(/font-family\s*=\s*(["'])(.*?)\1/g, (_, __, family: string) => `font-family="${own(family)}"`)
    .replace(/font-family\s*:\s*([^;"'}<]+|"[^"]*"|'[^']*')+/g, (all: string) => `font-family:'${own(all)}'`)
    .replace(/<svg\b(?![^>]*font-family)/, '<svg font-family="Instrument Sans"');
}
