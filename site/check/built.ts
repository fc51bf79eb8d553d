import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import * as z from "zod";
import { buildOf } from "../catalog/digest.ts";
import type { Content } from "../content/content.ts";

/** One landing's page as the last build made it. */
interface BuiltPage {
  html: string;
  /** HTML with its CSS and JS, in bytes after brotli. */
  weight: number;
}

/** The pages of the last build, by the landing's path. */
export type BuiltPages = ReadonlyMap<string, BuiltPage>;

/** What one landing may weigh: the first flight of TCP (DESIGN's budget). */
export const weightBudget = 13_000;

const madeOf = z.object({ build: z.string() });

/** The landings' pages in `dist/`, or null when they were made of other content than this. */
export async function builtPages(content: Content): Promise<BuiltPages | null> {
  const catalog = join(content.root, "dist/catalog.json");
  if (!existsSync(catalog)) return null;
  const made = madeOf.safeParse(JSON.parse(readFileSync(catalog, "utf8")));
  if (!made.success || made.data.build !== (await buildOf(content.root, content.files))) return null;
  const site = join(content.root, "dist/site");
  const pages = content.landings.flatMap(({ path, pages }) => {
    const file = [`${path}/index.html`, `${pages.grant.slice(1)}landing/index.html`]
      .map((name) => join(site, name))
      .find((name) => existsSync(name));
    if (file === undefined) return [];
    const html = readFileSync(file, "utf8");
    return [[path, { html, weight: weightOf(site, html) }] as const];
  });
  return new Map(pages);
}

function weightOf(site: string, html: string): number {
  const named = html.matchAll(
    /<(?:script\b[^>]*\bsrc|link\b[^>]*\brel="stylesheet"[^>]*\bhref)="(\/[^"]+)"/g,
  );
  // A kiosk's own module comes once the page stands, and stays on the owner's device.
  const isKiosk = /<main\b[^>]*\sdata-kiosk\b/.test(html);
  const files = [...named]
    .filter(([tag]) => !(isKiosk && /\btype="module"/.test(tag)))
    .map(([, name = ""]) => readFileSync(join(site, name), "utf8"));
  return compressed([html, ...files].join("\n"));
}

/** The size after brotli; the strongest and slowest only where a quick one does not already fit. */
function compressed(text: string): number {
  const quick = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
  return quick <= weightBudget ? quick : brotliCompressSync(text).length;
}
