import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** The folder, from the project's root, in which what was made once lies under the name `what`. */
export function cacheFolder(what: string): string {
  return `node_modules/.cache/imbuto/${what}`;
}

/** One hash for all files below `folders`: another version of what makes things makes other things. */
export function hashOfMakers(folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const name of names.toSorted()) hash.update(name.slice(folder.length)).update(readFileSync(name));
  }
  return hash.digest("hex");
}

const day = 86_400_000;

/** Takes out of `folder` what is not among `needed`, by its name; what is young may be another build's. */
export async function forgetOthers(folder: string, needed: ReadonlySet<string>): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    if (needed.has(name)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > day) await rm(path, { recursive: true, force: true });
  }
}
