import { copyFile, mkdir } from "node:fs/promises";
import { basename, dirname, extname, join, posix } from "node:path";
import type { CatalogFile } from "../../content/schema/catalog.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Content } from "../content/content.ts";
import { digestOf } from "./digest.ts";

/** A file that a magnet gives away: where it lies in content, and its path among the assets. */
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
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
};

/** Every file that the magnets of `content` give away. */
function privateFiles(content: Content): PrivateFile[] {
  return [...content.magnets].flatMap(([name, magnet]) => filesOf(name, magnet));
}

/** The files of one magnet. */
export function filesOf(name: string, magnet: Magnet): PrivateFile[] {
  return besides(magnet).map((beside) => {
    const inner = posix.normalize(beside);
    return { source: `content/magnets/${name}/${inner}`, path: `/_private/files/${name}/${inner}` };
  });
}

/** What the catalog says of `file`. */
export async function catalogFile(root: string, { source, path }: PrivateFile): Promise<CatalogFile> {
  const { sha256, size } = await digestOf(root, source);
  const type = types[extname(source).toLowerCase()] ?? "application/octet-stream";
  // In an address, a space or a "#" in the name must be written otherwise.
  const address = path.split("/").map(encodeURIComponent).join("/");
  return { name: basename(source), path: address, type, size, sha256, store: "assets" };
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
    case "video":
    case "link":
      return [];
  }
}
