import { copyFile, mkdir, rename } from "node:fs/promises";
import { basename, dirname, extname, join, posix } from "node:path";
import type { Catalog, CatalogFile } from "../../content/schema/catalog.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Content } from "../content/content.ts";
import { digestOf } from "./digest.ts";

/** A file that a magnet gives away: where it lies, from the project's root, and its path among the assets. */
export interface PrivateFile {
  source: string;
  path: string;
}

/** The media types of what people give away; anything else is a download without a name for its type. */
const types: Record<string, string> = {
  ".pdf": "application/pdf",
  ".epub": "application/epub+zip",
  ".zip": "application/zip",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  ".odt": "application/vnd.oasis.opendocument.text",
  ".ods": "application/vnd.oasis.opendocument.spreadsheet",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
  ".mp3": "audio/mpeg",
  ".m4a": "audio/mp4",
  ".m4b": "audio/mp4",
  ".aac": "audio/aac",
  ".ogg": "audio/ogg",
  ".oga": "audio/ogg",
  ".opus": "audio/ogg",
  ".wav": "audio/wav",
  ".flac": "audio/flac",
  ".mp4": "video/mp4",
  ".m4v": "video/mp4",
  ".webm": "video/webm",
  ".ogv": "video/ogg",
  ".mov": "video/quicktime",
  ".vtt": "text/vtt; charset=utf-8",
};

/** Every file that the magnets of `content` give away. */
export function privateFiles(content: Content): PrivateFile[] {
  return [...content.magnets].flatMap(([name, magnet]) => filesOf(name, magnet, content.books));
}

/** The files of one magnet; those of a book in chapters lie where they were made. */
export function filesOf(name: string, magnet: Magnet, books: Content["books"]): PrivateFile[] {
  const made = books.get(name)?.files;
  if (made !== undefined)
    return [made.pdf, made.epub].map((source) => ({
      source,
      path: `/_private/files/${name}/${posix.basename(source)}`,
    }));
  return besides(magnet).map((beside) => {
    const inner = posix.normalize(beside);
    return { source: `content/magnets/${name}/${inner}`, path: `/_private/files/${name}/${inner}` };
  });
}

/** What the catalog says of `file`. */
export async function catalogFile(root: string, { source, path }: PrivateFile): Promise<CatalogFile> {
  const { sha256, size } = await digestOf(root, source);
  // In an address, a space or a "#" in the name must be written otherwise.
  const address = path.split("/").map(encodeURIComponent).join("/");
  return placed({
    name: basename(source),
    path: address,
    type: typeOf(source),
    size,
    sha256,
    store: "assets",
  });
}

/** The media type of `file`, by its ending. */
export function typeOf(file: string): string {
  return types[extname(file).toLowerCase()] ?? "application/octet-stream";
}

/** The most that Cloudflare takes as one asset: 25 MiB. */
const largestAsset = 25 * 1024 * 1024;

/** `file` where its size lets it lie: among the assets, or in the bucket. */
export function placed(file: CatalogFile): CatalogFile {
  return { ...file, store: file.size > largestAsset ? "bucket" : "assets" };
}

/** Takes what is too large for an asset out of the site built into `folder`, and lays it ready for the bucket. */
export async function layBucket({ magnets }: Catalog, folder: string, bucket: string): Promise<void> {
  for (const magnet of Object.values(magnets)) {
    for (const { path, sha256, store } of "files" in magnet ? magnet.files : []) {
      if (store !== "bucket") continue;
      await mkdir(bucket, { recursive: true });
      await rename(join(folder, decodeURIComponent(path)), join(bucket, sha256));
    }
  }
}

/** Lays the private files of `content` among the assets in `folder`. */
export async function copyPrivateFiles(content: Content, folder: string): Promise<void> {
  for (const { source, path } of privateFiles(content)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(content.root, source), target);
  }
}

function besides(magnet: Magnet): string[] {
  switch (magnet.kind) {
    case "ebook":
      return [magnet.pdf, magnet.epub].filter((file) => file !== undefined);
    case "file":
      return [magnet.file];
    case "coupon":
    case "link":
      return [];
    case "video":
      return [magnet.file, ...magnet.subtitles.map(({ file }) => file)].filter((file) => file !== undefined);
  }
}
