import { textsIn } from "../../content/schema/locales/index.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";
import { articlesOf, feedOf } from "../content/addresses.ts";
import type { ArticleEntry } from "../content/content.ts";
import { escaped } from "../markup.ts";

type Told = Pick<ArticleEntry, "article" | "page">;

/** The RSS 2.0 feed of `articles`, the newest first, in `locale`. */
export function feed(site: Site, locale: Locale, articles: readonly Told[]): string {
  const words = textsIn(locale).articles;
  const newest = articles
    .map(({ article }) => article.updated ?? article.published)
    .toSorted()
    .at(-1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    "  <channel>",
    `    <title>${escaped(`${site.name}: ${words.title}`)}</title>`,
    `    <link>${escaped(site.url + articlesOf(site, locale))}</link>`,
    `    <atom:link href="${escaped(site.url + feedOf(site, locale))}" rel="self" type="application/rss+xml"/>`,
    `    <description>${escaped(words.intro)}</description>`,
    `    <language>${locale}</language>`,
    // From the articles and not from the clock: the same content gives the same feed.
    ...(newest === undefined ? [] : [`    <lastBuildDate>${instant(newest)}</lastBuildDate>`]),
    ...articles.map((told) => entry(site, told)),
    "  </channel>",
    "</rss>\n",
  ].join("\n");
}

function entry(site: Site, { article, page }: Told): string {
  const address = escaped(site.url + page);
  return [
    "    <item>",
    `      <title>${escaped(article.title)}</title>`,
    `      <link>${address}</link>`,
    `      <guid isPermaLink="true">${address}</guid>`,
    `      <pubDate>${instant(article.published)}</pubDate>`,
    `      <description>${escaped(article.intro)}</description>`,
    "    </item>",
  ].join("\n");
}

/** The beginning of `day` as RFC 822 writes it. */
function instant(day: string): string {
  return new Date(day).toUTCString();
}
