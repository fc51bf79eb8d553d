import { type CollectionEntry, getCollection } from "astro:content";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";
import type {
  ArticleLink,
  ArticleListView,
  ArticlePlaces,
  ArticleView,
  NextLanding,
} from "../../templates/article/view.ts";
import { submitLabel } from "../../templates/parts/submit-label.ts";
import { articlesOf, feedOf } from "../content/addresses.ts";
import type { StoredArticle, StoredLanding } from "../content/loader.ts";
import { hasArticles, pageView, shownSite, siteDigest, siteShare, whole } from "../landing/views.ts";
import { articleGraph, articleListGraph } from "../search/article.ts";

/** One page about articles: its address without slashes at the ends, and what it shows. */
type ReadingPage = { params: { reading: string }; cacheKey?: string } & (
  | { props: { kind: "article"; view: ArticleView; entry: CollectionEntry<"articles"> } }
  | { props: { kind: "list"; view: ArticleListView } }
);

/** Every article, and a list of them in each language that has one. */
export async function readingPages(): Promise<ReadingPage[]> {
  const site = await shownSite();
  const brand = await siteDigest();
  const entries = await allArticles();
  const landings = new Map(
    (await getCollection("landings")).map(({ data: stored }) => [stored.path, stored]),
  );
  const pages: ReadingPage[] = entries.map((entry) => {
    const stored = entry.data;
    const landing = landings.get(stored.article.landing ?? "");
    const plain = articleView(stored, landing, site);
    const shown = { ...plain, share: stored.share };
    const view = { ...shown, graph: articleGraph(shown) };
    return {
      params: { reading: stored.page.slice(1, -1) },
      props: { kind: "article", view, entry },
      cacheKey: `${stored.digest} ${landing?.digest} ${brand}`,
    };
  });
  for (const locale of await articleLocales()) {
    const view = await listView(site, locale);
    pages.push({ params: { reading: articlesOf(site, locale).slice(1, -1) }, props: { kind: "list", view } });
  }
  return pages;
}

/** The languages in which there is something to read. */
export async function articleLocales(): Promise<Locale[]> {
  const spoken = (await shownArticles()).map(({ locale }) => locale);
  return (await shownSite()).locales.filter((locale) => spoken.includes(locale));
}

/** The articles that lists show, the newest first; in `locale`, or all. */
export async function shownArticles(locale?: Locale): Promise<StoredArticle[]> {
  const all = (await allArticles()).map((entry) => entry.data);
  return all
    .filter((stored) => !stored.article.seo.noindex && (locale ?? stored.locale) === stored.locale)
    .toSorted((one, other) => {
      const [a, b] = [one.article.published, other.article.published];
      return a === b ? (one.path < other.path ? -1 : 1) : a < b ? 1 : -1;
    });
}

async function allArticles(): Promise<CollectionEntry<"articles">[]> {
  return (await hasArticles()) ? getCollection("articles") : [];
}

/** `stored` as a line of a list. */
export function linkTo({ page, path, folder, article, cover, minutes }: StoredArticle): ArticleLink {
  return { href: page, path, folder, article, cover, minutes };
}

async function listView(site: Site, locale: Locale): Promise<ArticleListView> {
  const canonical = site.url + articlesOf(site, locale);
  const locales = await articleLocales();
  const links = locales.map((other) => ({ locale: other, href: articlesOf(site, other) }));
  const plain = {
    ...pageView(site, locale),
    articles: (await shownArticles(locale)).map(linkTo),
    canonical,
    alternates: locales.length < 2 ? [] : whole(site, links),
    places: placesOf(site, locale),
  };
  return { ...plain, share: await siteShare(), graph: articleListGraph(plain) };
}

function placesOf(site: Site, locale: Locale): ArticlePlaces {
  return { list: articlesOf(site, locale), feed: feedOf(site, locale) };
}

function articleView(stored: StoredArticle, landing: StoredLanding | undefined, site: Site): ArticleView {
  const { path, folder, article, locale, page, minutes, text } = stored;
  const view = pageView(site, locale);
  return {
    ...view,
    path,
    folder,
    article,
    minutes,
    text,
    canonical: article.seo.canonical ?? site.url + page,
    alternates: whole(site, stored.alternates),
    places: placesOf(site, locale),
    next: landing && nextOf(landing, view),
  };
}

function nextOf(stored: StoredLanding, { texts }: Pick<ArticleView, "texts">): NextLanding {
  const { path, landing, form, magnet, pages } = stored;
  return {
    path,
    href: pages.landing,
    title: landing.title,
    intro: landing.intro,
    image: landing.image,
    label: submitLabel({ form, magnet: magnet ?? undefined, texts }),
  };
}
