import { posix } from "node:path";
import { pathToFileURL } from "node:url";
import type { Loader, LoaderContext } from "astro/loaders";
import type { Site } from "../../content/schema/site.ts";
import type { SharedPicture } from "../../templates/view.ts";
import { digestOf } from "../catalog/digest.ts";
import {
  planOfArticle,
  planOfLanding,
  planOfSite,
  type SharePlan,
  sharedPicture,
  shareName,
} from "../share/plan.ts";
import { isPlain } from "./body.ts";
import { type ArticleEntry, allArticles, type Content, type LandingEntry } from "./content.ts";
import { lastRead, rootOf } from "./last-read.ts";

/** What the store keeps of a landing: all that its pages show, but for the body. */
export type StoredLanding = Omit<LandingEntry, "body" | "bodyLine" | "file"> & {
  digest: string;
  /** The picture of a shared link, unless the author chose one. */
  share: SharedPicture | undefined;
  /** What changes with the landing's own style sheet. */
  sheet: string | null;
};

/** What the store keeps of an article: all that its page shows, but for the body. */
export type StoredArticle = Omit<ArticleEntry, "body" | "bodyLine" | "file"> & {
  digest: string;
  /** The picture of a shared link, unless the author chose one. */
  share: SharedPicture | undefined;
};

/** What the store keeps of the site. */
export interface StoredSite {
  site: Site;
  /** The picture of a shared link to the site's own pages. */
  share: SharedPicture;
  /** Whether there is anything to read: Astro warns of a collection that is asked for and empty. */
  hasArticles: boolean;
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

/** Fills the store with the articles of `content/`. */
export function articlesLoader(): Loader {
  return {
    name: "imbuto-articles",
    load: async (context) => {
      const content = await contentOf(context);
      if (content === null) return;
      await fill(context, allArticles(content), async (entry) => {
        const { body, bodyLine: _, file, ...rest } = entry;
        const shown = { ...rest, share: await drawnAs(content, planOfArticle(content, entry)) };
        await store(context, content.root, { id: entry.path, file, body, shown });
      });
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
      const share = await drawnAs(content, planOfSite(content));
      const hasArticles = allArticles(content).length > 0;
      const digest = context.generateDigest({ site: content.site, share, hasArticles });
      context.store.set({ id: "site", data: { site: content.site, share, hasArticles, digest }, digest });
    },
  };
}

/** The names of the loaders that follow `content/`. */
export const loaderNames = ["imbuto-landings", "imbuto-articles", "imbuto-site"];

async function contentOf(context: LoaderContext): Promise<Content | null> {
  return (await lastRead(rootOf(context.config.root))).content;
}

async function loadLandings(context: LoaderContext, content: Content | null): Promise<void> {
  if (content === null) return;
  await fill(context, content.landings, async (entry) => {
    const { body, bodyLine: _, file, ...rest } = entry;
    const shown = {
      ...rest,
      share: await drawnAs(content, planOfLanding(content, entry)),
      sheet: await sheetOf(content, entry),
    };
    await store(context, content.root, { id: entry.path, file, body, shown });
  });
}

/** Stores all of `entries`, and forgets what is there no more. */
async function fill<T extends { path: string }>(
  context: LoaderContext,
  entries: readonly T[],
  keep: (entry: T) => Promise<void>,
): Promise<void> {
  const gone = new Set(context.store.keys());
  for (const { path } of entries) gone.delete(path);
  await Promise.all(entries.map(keep));
  for (const path of gone) context.store.delete(path);
}

async function drawnAs({ root, site }: Content, plan: SharePlan): Promise<SharedPicture>;
async function drawnAs(
  { root, site }: Content,
  plan: SharePlan | undefined,
): Promise<SharedPicture | undefined>;
async function drawnAs({ root, site }: Content, plan: SharePlan | undefined) {
  return plan && sharedPicture(site.url, await shareName(root, plan), plan);
}

/** What changes with the landing's own style sheet. */
async function sheetOf({ root }: Content, { file, landing }: LandingEntry): Promise<string | null> {
  const { css } = landing.theme;
  return css === undefined ? null : (await digestOf(root, posix.join(posix.dirname(file), css))).sha256;
}

/** A page with a text: what the store keeps of it, and the text itself. */
interface Page {
  id: string;
  file: string;
  body: string;
  shown: Record<string, unknown>;
}

async function store(context: LoaderContext, root: string, { id, file, body, shown }: Page): Promise<void> {
  const plain = isPlain(body);
  // Of MDX the store keeps no text: Vite compiles it, and sees by itself when it changes.
  const digest = context.generateDigest(JSON.stringify([shown, plain ? body : null]));
  if (context.store.get(id)?.digest === digest) {
    // The first load of a process may find a list of modules that another process wrote.
    if (!plain && context.refreshContextData === undefined) context.store.addModuleImport(file);
    return;
  }
  const kept = { id, data: { ...shown, digest }, filePath: file, digest };
  if (!plain) {
    context.store.set({ ...kept, deferredRender: true });
    return;
  }
  const fileURL = pathToFileURL(posix.join(root, file));
  context.store.set({ ...kept, rendered: await context.renderMarkdown(body, { fileURL }) });
}
