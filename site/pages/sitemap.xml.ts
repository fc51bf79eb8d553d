import { getCollection } from "astro:content";
import type { APIRoute } from "astro";
import { homeOf, inEveryLanguage, privacyOf } from "../content/addresses.ts";
import { type MappedPage, sitemap } from "../landing/sitemap.ts";
import { shownSite } from "../landing/views.ts";

/** Every page that search engines may show. */
export const GET: APIRoute = async () => {
  const site = await shownSite();
  const landings = (await getCollection("landings")).map((entry) => entry.data);
  const shown = landings.filter(({ landing }) => !landing.seo.noindex && landing.seo.canonical === undefined);
  const addresses = new Set(shown.map(({ pages }) => pages.landing));
  const pages: MappedPage[] = [
    ...[homeOf, privacyOf].flatMap((addressOf) =>
      site.locales.map((locale) => ({
        href: addressOf(site, locale),
        alternates: inEveryLanguage(site, addressOf),
      })),
    ),
    ...shown.map(({ pages: { landing }, alternates }) => ({
      href: landing,
      alternates: alternates.filter(({ href }) => addresses.has(href)),
    })),
  ];
  return new Response(sitemap(site.url, pages), {
    headers: { "Content-Type": "application/xml; charset=utf-8" },
  });
};
