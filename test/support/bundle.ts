import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
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

/** A Worker bundled as for a deploy: the one that wrangler.toml names, or else `main`. */
export async function bundledWorker(
  folder: string,
  main?: string,
): Promise<Pick<RuntimeOptions, "script" | "compatibilityDate">> {
  mkdirSync(folder, { recursive: true });
  const compatibilityDate = setting("compatibility_date", /"(.+)"/);
  const config =
    main === undefined ? join(root, "wrangler.toml") : settingsFor(main, folder, compatibilityDate);
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  await runNode([wrangler, "deploy", "--config", config, "--dry-run", "--outdir", folder], { root });
  const entry = main ?? setting("main", /"(.+)"/);
  return { script: join(folder, `${basename(entry, ".ts")}.js`), compatibilityDate };
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
