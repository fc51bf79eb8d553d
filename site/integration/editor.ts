import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { listContent } from "../content/files.ts";

/** The folders whose front matter editors complete, and the JSON Schema of each. */
const collections = {
  landings: "landing",
  magnets: "magnet",
  chapters: "chapter",
  articles: "article",
  mails: "mail",
  sequences: "sequence-step",
  campaigns: "campaign",
} as const;

/**
 * Tells Astro's editor extension, by the files that it looks for, which front matter may say what.
 *
 * Their format: https://github.com/withastro/language-tools, `astro.content-intellisense`.
 */
export async function tellEditor(root: string): Promise<void> {
  const folder = join(root, ".astro/collections");
  await mkdir(folder, { recursive: true });
  const files = await listContent(root);
  const entries: Record<string, string> = {};
  for (const [name, schema] of Object.entries(collections)) {
    await copyFile(join(root, "content/schema/json", `${schema}.json`), join(folder, `${name}.schema.json`));
    for (const file of files) {
      if (collectionOf(file) === name) entries[pathToFileURL(join(root, file)).href.toLowerCase()] = name;
    }
  }
  const listed = Object.keys(collections).map((name) => ({ hasSchema: true, name }));
  await writeFile(join(folder, "collections.json"), JSON.stringify({ collections: listed, entries }));
}

/** The collection that an MDX file belongs to: beside a magnet's `index.mdx` stand chapters. */
function collectionOf(file: string): string | undefined {
  const [, folder] = /^content\/(\w+)\/.+\.mdx$/.exec(file) ?? [];
  if (folder === "magnets") return file.endsWith("/index.mdx") ? folder : "chapters";
  const areMails = folder === "mails" || folder === "sequences" || folder === "campaigns";
  return areMails || file.endsWith("/index.mdx") ? folder : undefined;
}
