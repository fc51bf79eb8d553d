import { readFileSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog } from "../../content/schema/catalog.ts";
import { catalogOf, catalogText } from "../catalog/catalog.ts";
import { layPhonePlans } from "../catalog/phone-plans.ts";
import type { Content } from "../content/content.ts";
import { type BuiltPage, headersFile } from "../headers/rules.ts";
import { writeWhole } from "../write-whole.ts";

/** Everything a deploy takes: gone before a build, and again after one that failed. */
export function outputsOf(root: string): string[] {
  return [siteFolder(root), bucketFolder(root), catalogPath(root)];
}

/** Where the built pages lie. */
export function siteFolder(root: string): string {
  return join(root, "dist/site");
}

/** Where files lie that are to go into the bucket, by their SHA-256. */
export function bucketFolder(root: string): string {
  return join(root, "dist/bucket");
}

/** Where the catalog lies. */
function catalogPath(root: string): string {
  return join(root, "dist/catalog.json");
}

/** Writes the catalog of `content`, whole or not at all; one that says the same as before is left alone. */
export async function writeCatalog(content: Content): Promise<Catalog> {
  const catalog = await catalogOf(content);
  // The Worker is bundled again whenever the catalog changes: what it reads beside it must lie there by then.
  await layPhonePlans(content.root);
  await writeWhole(catalogPath(content.root), catalogText(catalog));
  return catalog;
}

/** Writes the headers of the site of `content`, built into `folder`. */
export async function writeHeaders({ site, samples, landings }: Content, folder: string): Promise<void> {
  const files = samples.map(({ pdf, article, landing }) => {
    const page = article?.page ?? landings.find(({ path }) => path === landing)?.pages.landing ?? "/";
    return { address: pdf.path, canonical: site.url + page };
  });
  await writeFile(join(folder, "_headers"), headersFile(await builtPages(folder), files));
}

async function builtPages(folder: string): Promise<BuiltPage[]> {
  const files = (await readdir(folder, { recursive: true })).map((file) => file.replaceAll("\\", "/"));
  const pages = files.filter((file) => file.endsWith(".html")).toSorted();
  return pages.map((file) => ({
    address: `/${file.replace(/(^|\/)index\.html$/, "$1")}`,
    // Thousands of small files are read three times as fast one after the other.
    html: readFileSync(join(folder, file), "utf8"),
  }));
}
