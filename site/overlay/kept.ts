import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { cacheFolder, forgetOthers as forgetIn, hashOfMakers } from "../cache.ts";
import { writeWhole } from "../write-whole.ts";

/** A file that was made, and how copies of it are made. */
export interface Kept {
  /** Where both lie, but for their endings. */
  stem: string;
  /** The file, from the disk's root. */
  file: string;
  /** The makings, from the disk's root. */
  makings: string;
}

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
  await writeWhole(kept.file, bytes);
  await writeWhole(kept.makings, `${JSON.stringify(makings)}\n`);
  return kept;
}

/** Takes away what was made for a content that is no more. */
export function forgetOthers(root: string, needed: Iterable<string>): Promise<void> {
  return forgetIn(folderIn(root), new Set([...needed].map((file) => basename(file))));
}

function folderIn(root: string): string {
  return join(root, cacheFolder("copies"));
}

let makers: string | undefined;

/** The sources of this folder: another version of them makes other files. */
function makersHash(): string {
  makers ??= hashOfMakers([import.meta.dirname]);
  return makers;
}
