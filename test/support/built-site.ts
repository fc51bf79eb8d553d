import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a build is made from. */
const sources = ["content", "site", "templates", "astro.config.mjs", "package-lock.json"];

/** Whether `dist/` in `root` is what a build of the sources would make now. */
export async function isBuilt(root: string): Promise<boolean> {
  const note = await readFile(notePath(root), "utf8").catch(() => undefined);
  return note !== undefined && note === (await fingerprint(root));
}

/** Remembers that `dist/` in `root` was built just now. */
export async function noteBuilt(root: string): Promise<void> {
  await mkdir(dirname(notePath(root)), { recursive: true });
  await writeFile(notePath(root), (await fingerprint(root)) ?? "");
}

function notePath(root: string): string {
  return join(root, "node_modules/.cache/imbuto/built");
}

/** Sources and result in one word, for a build by hand may have come between; undefined where nothing is built. */
async function fingerprint(root: string): Promise<string | undefined> {
  const headers = join(root, "dist/site/_headers");
  const catalog = join(root, "dist/catalog.json");
  if (!existsSync(headers) || !existsSync(catalog)) return undefined;
  const hash = createHash("sha256").update(String((await stat(headers)).mtimeMs));
  hash.update(await readFile(catalog));
  for (const file of await filesOf(root)) hash.update(file).update(await readFile(join(root, file)));
  return hash.digest("hex");
}

async function filesOf(root: string): Promise<string[]> {
  const lists = sources.map(async (source) => {
    if (!(await stat(join(root, source))).isDirectory()) return [source];
    const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  });
  return (await Promise.all(lists)).flat().sort();
}
