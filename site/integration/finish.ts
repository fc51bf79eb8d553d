import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
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

/** A kiosk's module waits for the first touch: before the page itself it would only keep the page from being seen. */
export async function letModulesWait({ landings }: Content, folder: string): Promise<void> {
  for (const { landing, pages, dynamic } of landings) {
    if (landing.template !== "kiosk") continue;
    const file = join(folder, dynamic?.page ?? pages.landing, "index.html");
    const html = await readFile(file, "utf8");
    await writeFile(
      file,
      html.replace('<script type="module" src=', '<script fetchpriority="low" type="module" src='),
    );
  }
}
