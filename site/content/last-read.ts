import { fileURLToPath } from "node:url";
import type { Readings } from "./document.ts";
import { type ReadResult, readContent } from "./read.ts";

const key = Symbol.for("imbuto.last-read");

/** Shared by the build script, the integration and Astro's loaders, which run in a module graph of their own. */
interface Shared {
  readings: Readings;
  results: Map<string, ReadResult>;
}

function shared(): Shared {
  const all = globalThis as { [key]?: Shared };
  all[key] ??= { readings: new Map(), results: new Map() };
  return all[key];
}

/** The folder at `url`, without a slash at its end. */
export function rootOf(url: URL): string {
  return fileURLToPath(url).replace(/[\\/]$/, "");
}

/** Reads `content/` below `root` as it stands now; files that have not changed are not read again. */
export async function readNow(root: string): Promise<ReadResult> {
  const result = await readContent(root, shared().readings);
  shared().results.set(root, result);
  return result;
}

/** What reading came to the last time, so that one build has one content. */
export async function lastRead(root: string): Promise<ReadResult> {
  return shared().results.get(root) ?? (await readNow(root));
}

/** The files as they were when they were read last. */
export function readings(): Readings {
  return shared().readings;
}
