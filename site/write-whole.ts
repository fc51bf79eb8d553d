import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes `content` to `path`, whole or not at all; a file that says the same as before is left alone. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const before = await readFile(path).catch(() => null);
  if (before?.equals(typeof content === "string" ? Buffer.from(content) : content)) return;
  await mkdir(dirname(path), { recursive: true });
  // Another build, or this one, may write the same file at the same time.
  const draft = `${path}.${randomUUID()}.new`;
  await writeFile(draft, content);
  await rename(draft, path);
}
