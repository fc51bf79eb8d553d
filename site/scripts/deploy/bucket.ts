import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { type BucketConfig, withBucket } from "./config-file.ts";
import { haltWith } from "./halt.ts";
import type { Wrangler } from "./wrangler.ts";

/** What becomes of the bucket: no file needs one, it is there, or it is missing. */
export type BucketState = { is: "unneeded" } | { is: "there" } | { is: "missing" };

/** The files that the build laid ready for the bucket, by their SHA-256. */
export async function filesForBucket(root: string): Promise<string[]> {
  return (await readdir(folderIn(root)).catch(() => [])).toSorted();
}

/** Looks up the bucket that `config` names, if there is anything to put into it. */
export async function bucketState(
  wrangler: Wrangler,
  config: BucketConfig,
  files: readonly string[],
): Promise<BucketState> {
  if (files.length === 0) return { is: "unneeded" };
  const { ok, text } = await wrangler(["r2", "bucket", "info", config.name, "--json", ...within(config)]);
  if (ok) return { is: "there" };
  if (/not exist|not found|10006/i.test(text)) return { is: "missing" };
  throw haltWith("The bucket for large files could not be looked up. Cloudflare said:", text);
}

/** Creates the bucket, within the European Union unless wrangler.toml says otherwise. */
export async function createBucket(wrangler: Wrangler, config: BucketConfig): Promise<void> {
  const { ok, text } = await wrangler(["r2", "bucket", "create", config.name, ...within(config)]);
  if (!ok) throw haltWith(`The bucket "${config.name}" could not be created. Cloudflare said:`, text);
}

/** Binds the bucket in the file wrangler.toml at `path`. */
export async function noteBucket(path: string, config: BucketConfig): Promise<void> {
  await writeFile(path, withBucket(await readFile(path, "utf8"), config));
}

// Cloudflare lists no objects for a program: the bucket keeps a list of its own.
const list = "files.json";
const listSchema = z.array(z.string());

/** Uploads those of `files` that the bucket does not have; returns how many. */
export async function uploadFiles(
  wrangler: Wrangler,
  { root, config, files }: { root: string; config: BucketConfig; files: readonly string[] },
): Promise<number> {
  const there = new Set(await listed(wrangler, config));
  const missing = files.filter((file) => !there.has(file));
  for (const file of missing) {
    await put(wrangler, config, file, join(folderIn(root), file));
    there.add(file);
  }
  if (missing.length > 0) await noteList(wrangler, config, [...there]);
  return missing.length;
}

async function listed(wrangler: Wrangler, config: BucketConfig): Promise<string[]> {
  const object = `${config.name}/${list}`;
  const { ok, stdout } = await wrangler([
    "r2",
    "object",
    "get",
    object,
    "--pipe",
    "--remote",
    ...within(config),
  ]);
  return ok ? listSchema.parse(JSON.parse(stdout)) : [];
}

async function noteList(wrangler: Wrangler, config: BucketConfig, names: string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-bucket-"));
  try {
    const path = join(folder, list);
    await writeFile(path, JSON.stringify(names.toSorted()));
    await put(wrangler, config, list, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function put(wrangler: Wrangler, config: BucketConfig, name: string, path: string): Promise<void> {
  const args = ["r2", "object", "put", `${config.name}/${name}`, "--file", path, "--remote"];
  const { ok, text } = await wrangler([...args, ...within(config)], 1800);
  if (ok) return;
  throw haltWith(
    "A large file could not be uploaded; nothing else was. Cloudflare said:",
    `${text}\nOver 300 MB, put it there with another program (rclone, say), as ${config.name}/${name}, and deploy again.`,
  );
}

function within({ jurisdiction }: BucketConfig): string[] {
  return jurisdiction === undefined ? [] : ["--jurisdiction", jurisdiction];
}

function folderIn(root: string): string {
  return join(root, "dist/bucket");
}
