import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { themeOf } from "../../content/schema/theme.ts";
import { fonts } from "../../templates/theme/fonts.ts";
import type { Content } from "../content/content.ts";

/** Takes the typefaces that no theme names out of the site built into `folder`. */
export async function dropUnusedFonts({ site, landings }: Content, folder: string): Promise<void> {
  const themes = [site.theme, ...landings.map(({ landing }) => themeOf(site.theme, landing.theme))];
  const used = new Set<string>(themes.map(({ font }) => font));
  const unused = Object.keys(fonts).filter((name) => !used.has(name));
  const assets = join(folder, "_astro");
  for (const file of await readdir(assets)) {
    if (file.endsWith(".woff2") && unused.some((name) => file.startsWith(`${name}-`)))
      await rm(join(assets, file));
  }
}

/** A missing page is a file by that name in each language: Astro does so at the root alone. */
export async function mendNames({ site }: Content, folder: string): Promise<void> {
  for (const locale of site.locales) {
    if (locale === site.locale) continue;
    await rename(join(folder, locale, "404/index.html"), join(folder, locale, "404.html"));
    await rm(join(folder, locale, "404"), { recursive: true });
  }
}
