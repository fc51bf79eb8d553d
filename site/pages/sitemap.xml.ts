import { root } from "astro:config/server";
import { getCollection } from "astro:content";
import { fileURLToPath } from "node:url";
import type { APIRoute } from "astro";
import type { Site } from "../../content/schema/site.ts";
import { articleLocales, shownArticles } from "../articles/views.ts";
import { articlesOf, homeOf, inEveryLanguage, privacyOf } from "../content/addresses.ts";
import { type MappedPage, sitemap } from "../landing/sitemap.ts";
import { shownSite } from "../landing/views.ts";
import { lastCommits } from "../search/modified.ts";

/** Every page that search engines may show. */
export const GET: APIRoute = async () => {
  const site = await shownSite();
  const landings = (await getCollection("landings")).map((entry) => entry.data);
  const shown = landings.filter(({ landing }) => !landing.seo.noindex && landing.seo.canonical === undefined);
  const days = lastCommits(fileURLToPath(root), "content");
  const addresses = new Set(shown.map(({ pages }) => pages.landing));
  const pages: MappedPage[] = [
    ...[homeOf, privacyOf].flatMap((addressOf) =>
      site.locales.map((locale) => ({
        href: addressOf(site, locale),
        modified: undefined,
        alternates: inEveryLanguage(site, addressOf),
      })),
    ),
    ...shown.map(({ path, pages: { landing }, alternates }) => ({
      href: landing,
      modified: days.get(`content/landings/${path}/index.mdx`),
      alternates: alternates.filter(({ href }) => addresses.has(href)),
    })),
    ...(await articlePages(site, days)),
  ];
  return new Response(sitemap(site.url, pages), {
    headers: { "Content-Type": "application/xml; charset=utf-8" },
  });
};

/** The lists of articles, and the articles themselves. */
async function articlePages(site: Site, days: ReadonlyMap<string, string>): Promise<MappedPage[]> {
  const shown = (await shownArticles()).filter(({ article }) => article.seo.canonical === undefined);
  const addresses = new Set(shown.map(({ page }) => page));
  const lists = (await articleLocales()).map((locale) => ({ locale, href: articlesOf(site, locale) }));
  return [
    ...lists.map(({ href }) => ({ href, modified: undefined, alternates: lists })),
    ...shown.map(({ path, page, alternates }) => ({
      href: page,
      modified: days.get(`content/articles/${path}/index.mdx`),
      alternates: alternates.filter(({ href }) => addresses.has(href)),
    })),
  ];
}
