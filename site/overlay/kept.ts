import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A file that was made, and how copies of it are made. */
export interface Kept {
  /** Where both lie, but for their endings. */
  stem: string;
  /** The file, from the disk's root. */
  file: string;
  /** The makings, from the disk's root. */
  makings: string;
}

const day = 86_400_000;

/** What `make` makes of the source called `key`, once for each source and each version of the makers. */
export async function keep(
  root: string,
  key: readonly (string | Uint8Array)[],
  ending: string,
  make: () => Promise<{ bytes: Uint8Array; makings: unknown }>,
): Promise<Kept> {
  const hash = createHash("sha256").update(makersHash());
  for (const part of key) hash.update(part).update("\n");
  const stem = join(folderIn(root), hash.digest("hex").slice(0, 32));
  const kept = { stem, file: stem + ending, makings: `${stem}.json` };
  // The makings are written last: where they are, the file is whole.
  if (existsSync(kept.makings) && existsSync(kept.file)) return kept;
  const { bytes, makings } = await make();
  await mkdir(folderIn(root), { recursive: true });
  await write(kept.file, bytes);
  await write(kept.makings, `${JSON.stringify(makings)}\n`);
  return kept;
}

/** Takes away what was made for a content that is no more; what is young may be another build's. */
export async function forgetOthers(root: string, needed: ReadonlySet<string>): Promise<void> {
  const folder = folderIn(root);
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const { mtimeMs } = await stat(file);
    if (!needed.has(file) && Date.now() - mtimeMs > day) await rm(file, { force: true });
  }
}

function folderIn(root: string): string {
  return join(root, "node_modules/.cache/imbuto/copies");
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, path);
}

let makers: string | undefined;

/** The sources of this folder: another version of them makes other files. */
function makersHash(): string {
  if (makers !== undefined) return makers;
  const hash = createHash("sha256");
  for (const name of readdirSync(import.meta.dirname).toSorted())
    hash.update(name).update(readFileSync(join(import.meta.dirname, name)));
  makers = hash.digest("hex");
  return makers;
}
