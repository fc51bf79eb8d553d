import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { type Locale, localeSchema } from "../../content/schema/primitives.ts";
import { listContent } from "../content/files.ts";
import { layOut } from "../content/layout.ts";

/** What is there already, that something new may refer to. */
export interface Existing {
  root: string;
  /** Names of forms, magnets, landings and segments. */
  forms: readonly string[];
  magnets: readonly string[];
  landings: readonly string[];
  segments: readonly string[];
  /** The site's language, and all that it speaks. */
  locale: Locale;
  locales: readonly Locale[];
  /** The brand's name. */
  brand: string;
}

// Only what is needed here: the rest of the site may still have mistakes.
const siteSchema = z.object({
  name: z.string().catch("Imbuto"),
  locale: localeSchema.catch("it"),
  locales: z.array(localeSchema).optional().catch(undefined),
});

/** What lies in `content/` below `root`. */
export async function existing(root: string): Promise<Existing> {
  const { forms, magnets, landings, segments } = layOut(await listContent(root));
  const text = await readFile(join(root, "content/site.yaml"), "utf8").catch(() => "{}");
  const { name, locale, locales = [locale] } = siteSchema.parse(parse(text));
  return { root, forms, magnets, landings, segments, locale, locales, brand: name };
}
