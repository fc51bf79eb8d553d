import { posix } from "node:path";
import { pathToFileURL } from "node:url";
import type { Loader, LoaderContext } from "astro/loaders";
import type { Site } from "../../content/schema/site.ts";
import { isPlain } from "./body.ts";
import type { Content, LandingEntry } from "./content.ts";
import { lastRead, rootOf } from "./last-read.ts";

/** What the store keeps of a landing: all that its pages show, but for the body. */
export type StoredLanding = Omit<LandingEntry, "body" | "bodyLine" | "file"> & { digest: string };

/** What the store keeps of the site. */
export interface StoredSite {
  site: Site;
  digest: string;
}

/** Fills the store with the landings of `content/`; content with mistakes leaves it as it was. */
export function landingsLoader(): Loader {
  return {
    name: "imbuto-landings",
    load: async (context) => {
      const take = context.refreshContextData?.["take"];
      if (typeof take === "function") take();
      await loadLandings(context, await contentOf(context));
    },
  };
}

/** Fills the store with what `content/site.yaml` says. */
export function siteLoader(): Loader {
  return {
    name: "imbuto-site",
    load: async (context) => {
      const content = await contentOf(context);
      if (content === null) return;
      const digest = context.generateDigest(content.site);
      context.store.set({ id: "site", data: { site: content.site, digest }, digest });
    },
  };
}

/** The names of the loaders that follow `content/`. */
export const loaderNames = ["imbuto-landings", "imbuto-site"];

async function contentOf(context: LoaderContext): Promise<Content | null> {
  return (await lastRead(rootOf(context.config.root))).content;
}

async function loadLandings(context: LoaderContext, content: Content | null): Promise<void> {
  if (content === null) return;
  const gone = new Set(context.store.keys());
  await Promise.all(
    content.landings.map(async (entry) => {
      gone.delete(entry.path);
      await store(context, content, entry);
    }),
  );
  for (const path of gone) context.store.delete(path);
}

async function store(context: LoaderContext, content: Content, entry: LandingEntry): Promise<void> {
  const { body, bodyLine: _, file, ...shown } = entry;
  const plain = isPlain(body);
  // Of MDX the store keeps no text: Vite compiles it, and sees by itself when it changes.
  const digest = context.generateDigest(JSON.stringify([shown, plain ? body : null]));
  if (context.store.get(entry.path)?.digest === digest) {
    // The first load of a process may find a list of modules that another process wrote.
    if (!plain && context.refreshContextData === undefined) context.store.addModuleImport(file);
    return;
  }
  const kept = { id: entry.path, data: { ...shown, digest }, filePath: file, digest };
  if (!plain) {
    context.store.set({ ...kept, deferredRender: true });
    return;
  }
  const fileURL = pathToFileURL(posix.join(content.root, file));
  context.store.set({ ...kept, rendered: await context.renderMarkdown(body, { fileURL }) });
}
