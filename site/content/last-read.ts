import { fileURLToPath } from "node:url";
import type { Content } from "./content.ts";
import type { Readings } from "./document.ts";
import { type ReadResult, readContent } from "./read.ts";

const key = Symbol.for("imbuto.last-read");

/** Shared by the build script, the integration and Astro's loaders, which run in a module graph of their own. */
interface Shared {
  readings: Readings;
  results: Map<string, ReadResult>;
  /** What each project's content was when it was last without a mistake. */
  sound: Map<string, Content>;
}

function shared(): Shared {
  const all = globalThis as { [key]?: Shared };
  all[key] ??= { readings: new Map(), results: new Map(), sound: new Map() };
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
  if (result.content !== null) shared().sound.set(root, result.content);
  return result;
}

/** What reading came to the last time, so that one build has one content. */
export async function lastRead(root: string): Promise<ReadResult> {
  return shared().results.get(root) ?? (await readNow(root));
}

/** The content as it was when it was last read without a mistake. */
export function lastSound(root: string): Content | undefined {
  return shared().sound.get(root);
}

/** The files as they were when they were read last. */
export function readings(): Readings {
  return shared().readings;
}
