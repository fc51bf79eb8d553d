import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import sharp from "sharp";
import { cureFor } from "../content/beside.ts";
import type { TextNode } from "../content/text-tree.ts";
import type { MailBlocks, TellAt } from "./blocks.ts";
import type { MailPicture } from "./html.ts";
import { fullWidth } from "./style.ts";

/** A picture of a mail: its source, from the project's root, and where the copy for mails lies among the assets. */
export interface MailPictureFile extends MailPicture {
  source: string;
}

/** The pictures that `blocks` of the mail at `file` show, by what its author calls them. */
export async function picturesOf(
  root: string,
  file: string,
  blocks: MailBlocks,
  files: ReadonlySet<string>,
  tell: TellAt,
): Promise<Map<string, MailPictureFile>> {
  const found = new Map<string, MailPictureFile>();
  for (const [node, block] of blocks) {
    const src = srcOf(block);
    if (src === undefined || found.has(src)) continue;
    const source = posix.join(posix.dirname(file), src);
    if (!files.has(source)) tell(node, block.name, `There is no file ${source}.`, cureFor(file, src, files));
    else {
      const picture = await measured(root, source);
      if (typeof picture === "string") tell(node, block.name, `${source} ${picture}.`, cures[picture]);
      else found.set(src, picture);
    }
  }
  return found;
}

function srcOf(
  block: MailBlocks extends ReadonlyMap<TextNode, infer Block> ? Block : never,
): string | undefined {
  if (block.name === "Picture") return block.props.src;
  return block.name === "Signature" ? block.props.picture?.src : undefined;
}

/** What is wrong with a file, and what mends it. */
const cures = {
  "is no picture that can be read": "Save it as JPEG, PNG, WebP or SVG.",
  "has too many pixels": "Save it no more than 4000 pixels wide: a mail shows it much smaller.",
  "breaks off": "Save it again, or copy it again from where it came.",
} as const;

/** The picture at `source` at the width of a mail; its name changes with its bytes, for programs keep what they fetched. */
async function measured(root: string, source: string): Promise<MailPictureFile | keyof typeof cures> {
  const bytes = await readFile(join(root, source));
  try {
    const { width, hasAlpha, format } = await sharp(bytes).metadata();
    // Its head says nothing of its end; a small copy is drawn from all of it.
    const isWhole = await sharp(bytes)
      .resize(8)
      .toBuffer()
      .then(
        () => true,
        () => false,
      );
    if (!isWhole) return "breaks off";
    const ending = hasAlpha || format === "svg" || format === "png" ? "png" : "jpg";
    const name = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    const scale = format === "svg" ? fullWidth / width : Math.min(1, fullWidth / width);
    return {
      source,
      path: `/_astro/mail-${name}.${ending}`,
      width: Math.round(width * scale),
    };
  } catch (error) {
    return /pixel limit/i.test(String(error)) ? "has too many pixels" : "is no picture that can be read";
  }
}

/** The bytes that mail programs show: PNG or JPEG, which all of them know, sharp enough for fine screens. */
export async function pictureBytes(
  root: string,
  { source, path, width }: MailPictureFile,
): Promise<Uint8Array> {
  const drawn = sharp(await readFile(join(root, source)), { density: 144 })
    .rotate()
    .resize({ width: width * 2, withoutEnlargement: true })
    // Drawn with dark lines on nothing, it would be gone where the mail is dark.
    .flatten({ background: "#ffffff" });
  return path.endsWith(".png")
    ? drawn.png({ palette: true, quality: 90 }).toBuffer()
    : drawn.jpeg({ quality: 80, mozjpeg: true }).toBuffer();
}
