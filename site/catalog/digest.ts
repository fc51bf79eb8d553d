import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";

/** What is known of a file's bytes. */
export interface FileDigest {
  sha256: string;
  size: number;
}

const known = new Map<string, { mtimeMs: number; digest: FileDigest }>();

/** Size and SHA-256 of `file` below `root`; an unchanged file is not read again. */
export async function digestOf(root: string, file: string): Promise<FileDigest> {
  const path = join(root, file);
  const { mtimeMs, size } = await stat(path);
  const before = known.get(path);
  if (before !== undefined && before.mtimeMs === mtimeMs && before.digest.size === size) return before.digest;
  const digest = { sha256: sha256(await readFile(path)), size };
  known.set(path, { mtimeMs, digest });
  return digest;
}

/** One SHA-256 for all of `files`: names and bytes, whatever the order they are named in. */
export async function digestOfAll(root: string, files: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const file of files.toSorted()) lines.push(`${(await digestOf(root, file)).sha256}  ${file}\n`);
  return sha256(lines.join(""));
}

/** What tells one build from another: the content, in `files`, and what shapes its pages; a receipt says what people saw. */
export async function buildOf(root: string, files: readonly string[]): Promise<string> {
  return digestOfAll(root, [...files, ...(await shapesIn(root))]);
}

/** The files that shape a page besides its content, below `root`. */
async function shapesIn(root: string): Promise<string[]> {
  const folders = ["templates", "content/schema/locales"];
  const lists = await Promise.all(folders.map((folder) => filesIn(root, folder)));
  return lists.flat();
}

async function filesIn(root: string, folder: string): Promise<string[]> {
  // A project that is only read has no templates of its own.
  if (!existsSync(join(root, folder))) return [];
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
