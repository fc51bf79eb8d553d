import type { APIRoute } from "astro";
import { feed } from "../../articles/feed.ts";
import { articleLocales, shownArticles } from "../../articles/views.ts";
import { articlesOf } from "../../content/addresses.ts";
import { shownSite } from "../../landing/views.ts";

/** A feed for each language that has articles. */
export async function getStaticPaths() {
  const site = await shownSite();
  return (await articleLocales()).map((locale) => ({
    params: { articles: articlesOf(site, locale).slice(1, -1) },
    props: { locale },
  }));
}

/** The newest articles, for readers of feeds. */
export const GET: APIRoute<{ locale: "it" | "en" }> = async ({ props: { locale } }) => {
  const site = await shownSite();
  const articles = (await shownArticles(locale)).slice(0, 50);
  return new Response(feed(site, locale, articles), {
    headers: { "Content-Type": "application/rss+xml; charset=utf-8" },
  });
};
