import { existsSync } from "node:fs";
import { copyFile, link, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../cache.ts";
import type { Content } from "../content/content.ts";
import { writeWhole } from "../write-whole.ts";
import { type Draw, openDrawing } from "./draw.ts";
import { type SharePlan, shareFolder, sharePlans } from "./plan.ts";

/**
 * How many are under way at once. Each waits for a turn of the main thread, which the pages keep busy: with fewer, the
 * last pictures come seconds after the last page.
 */
const hands = 2 * availableParallelism();

/** The pictures of shared links, drawn while the pages are made. */
export interface ShareDrawing {
  /** Waits for the last one, and puts all of them into the built site at `folder`. */
  into(folder: string): Promise<void>;
}

/** Begins to draw every picture that `content` asks for; what an earlier build drew is taken over. */
export function drawShares(content: Content): ShareDrawing {
  const drawn = drawAll(content);
  // Whoever waits for it is told; a build that fails before has its own reason to give.
  drawn.catch(() => {});
  return {
    async into(folder) {
      const names = await drawn;
      const target = join(folder, shareFolder);
      await mkdir(target, { recursive: true });
      for (const name of names) await place(join(cacheOf(content.root), name), join(target, name));
      await forgetOthers(content.root, names);
    },
  };
}

/** The picture `name` as bytes; undefined when no page of `content` has it. */
export async function shareBytes(content: Content, name: string): Promise<Uint8Array | undefined> {
  const plan = (await sharePlans(content)).get(name);
  if (plan === undefined) return undefined;
  const kept = join(cacheOf(content.root), name);
  await mkdir(cacheOf(content.root), { recursive: true });
  if (!existsSync(kept)) await keep(await openDrawing(content.root), plan, kept);
  return readFile(kept);
}

function cacheOf(root: string): string {
  return join(root, cacheFolder("share"));
}

async function drawAll(content: Content): Promise<string[]> {
  const plans = await sharePlans(content);
  const cache = cacheOf(content.root);
  await mkdir(cache, { recursive: true });
  const missing = [...plans].filter(([name]) => !existsSync(join(cache, name)));
  if (missing.length > 0) {
    const draw = await openDrawing(content.root);
    const queue = missing.values();
    const work = async () => {
      for (const [name, plan] of queue) await keep(draw, plan, join(cache, name));
    };
    await Promise.all(Array.from({ length: hands }, work));
  }
  return [...plans.keys()];
}

async function keep(draw: Draw, plan: SharePlan, path: string): Promise<void> {
  await writeWhole(path, await draw(plan));
}

/** A second name for the same bytes where the disk can, else a copy. */
async function place(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

async function forgetOthers(root: string, names: readonly string[]): Promise<void> {
  const needed = new Set(names);
  for (const name of await readdir(cacheOf(root))) {
    if (!needed.has(name)) await rm(join(cacheOf(root), name), { force: true });
  }
}
