import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundleWorker } from "../../site/bundle.ts";
import { isBuilt, noteBuilt } from "./built-site.ts";
import { runNode } from "./command.ts";
import type { RuntimeOptions } from "./runtime.ts";

/** The repository's folder. */
export const root = resolve(fileURLToPath(import.meta.url), "../../..");

/** Builds the site, unless what is there is what a build would make now. */
export async function ensureBuilt(): Promise<void> {
  if (await isBuilt(root)) return;
  await runNode(["site/scripts/build.ts"], { root });
  await noteBuilt(root);
}

/** The Worker bundled as for a deploy; or `main`, which stands in for it, in one module. */
export async function bundledWorker(
  folder: string,
  main?: string,
): Promise<Pick<RuntimeOptions, "script" | "compatibilityDate">> {
  const compatibilityDate = setting("compatibility_date", /"(.+)"/);
  if (main === undefined) {
    await bundleWorker(root, folder);
    return { script: join(folder, basename(setting("main", /"(.+)"/))), compatibilityDate };
  }
  mkdirSync(folder, { recursive: true });
  const config = settingsFor(main, folder, compatibilityDate);
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  await runNode([wrangler, "deploy", "--config", config, "--dry-run", "--outdir", folder], { root });
  return { script: join(folder, `${basename(main, ".ts")}.js`), compatibilityDate };
}

/** What the Worker weighs after gzip, in bytes. */
export interface Weight {
  /** What every start loads, and visitors wait for. */
  first: number;
  /** All that is uploaded. */
  all: number;
}

/** What a start may load, and what the desk may add to it. */
export const weightLimit: Weight = { first: 250_000, all: 420_000 };

/** Bundles the Worker into `folder` and weighs it. */
export async function weighWorker(folder: string): Promise<Weight> {
  const modules = await bundleWorker(root, folder);
  const weights = modules.map(({ name, first }) => ({
    first,
    size: gzipSync(readFileSync(join(folder, name))).length,
  }));
  const sum = (of: typeof weights) => of.reduce((total, { size }) => total + size, 0);
  return { first: sum(weights.filter(({ first }) => first)), all: sum(weights) };
}

function settingsFor(main: string, folder: string, compatibilityDate: string): string {
  const path = join(folder, "wrangler.json");
  writeFileSync(path, JSON.stringify({ name: "bare", main, compatibility_date: compatibilityDate }));
  return path;
}

/** The production build's assets, and the paths that the Worker sees first. */
export function builtAssets(): NonNullable<RuntimeOptions["assets"]> {
  const paths = setting("run_worker_first", /\[(.+)\]/);
  return {
    directory: join(root, setting("directory", /"(.+)"/)),
    runWorkerFirst: [...paths.matchAll(/"([^"]+)"/g)].map(([, path = ""]) => path),
  };
}

/** The value of `key` in wrangler.toml. */
function setting(key: string, value: RegExp): string {
  const line = readFileSync(join(root, "wrangler.toml"), "utf8")
    .split("\n")
    .find((each) => each.startsWith(`${key} =`));
  const found = value.exec(line ?? "")?.[1];
  if (found === undefined) throw new Error(`wrangler.toml has no ${key} that can be read.`);
  return found;
}
