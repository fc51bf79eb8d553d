import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as z from "zod";

/** Where the lists lie among the assets: one file for each first byte of the SHA-256 of a domain. */
const disposableFolder = "/_private/disposable/";

const require = createRequire(import.meta.url);

/** Lays the lists of domains that give away throw-away addresses among the assets in `folder`. */
export async function writeDisposable(root: string, folder: string): Promise<void> {
  await cp(await disposableLists(root), join(folder, disposableFolder), { recursive: true });
}

/** The folder of the lists, made once for each version of the package that they come from. */
export async function disposableLists(root: string): Promise<string> {
  const source = dirname(require.resolve("disposable-email-domains/package.json"));
  const { version } = z.object({ version: z.string() }).parse(await json(join(source, "package.json")));
  const made = join(root, `node_modules/.cache/imbuto/disposable-${version}`);
  if (existsSync(made)) return made;
  const started = `${made}.${process.pid}`;
  await mkdir(started, { recursive: true });
  for (const [shard, domains] of await shardsOf(source))
    await writeFile(join(started, `${shard}.txt`), `${domains.join("\n")}\n`);
  // Whole or not at all; another build may have been quicker.
  await rename(started, made).catch(() => rm(started, { recursive: true, force: true }));
  return made;
}

async function shardsOf(source: string): Promise<Map<string, string[]>> {
  const lists = await Promise.all(["index.json", "wildcard.json"].map((name) => json(join(source, name))));
  const domains = new Set(z.array(z.array(z.string())).parse(lists).flat());
  const shards = new Map<string, string[]>();
  for (const domain of [...domains].sort()) {
    const shard = createHash("sha256").update(domain).digest("hex").slice(0, 2);
    const known = shards.get(shard);
    if (known === undefined) shards.set(shard, [domain]);
    else known.push(domain);
  }
  return shards;
}

async function json(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, "utf8"));
}
