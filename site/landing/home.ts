import { getCollection } from "astro:content";
import type { Locale } from "../../content/schema/primitives.ts";
import type { ArticleLink } from "../../templates/article/view.ts";
import type { IndexEntry, LandingView, PageView } from "../../templates/view.ts";
import { linkTo, shownArticles } from "../articles/views.ts";
import { articlesOf, homeOf, inEveryLanguage } from "../content/addresses.ts";
import { homeGraph } from "../search/graph.ts";
import { logoOf } from "./logo.ts";
import { pageView, shownSite, siteShare, whole } from "./views.ts";

/** What the home page in one language shows. */
interface Home {
  view: PageView;
  entries: IndexEntry[];
  /** The newest articles in the page's language, and where all of them are. */
  reading: { list: string; articles: ArticleLink[] };
  canonical: string;
  alternates: LandingView["alternates"];
}

/** The home page in `locale`, or in the site's own language. */
export async function homeIn(locale?: Locale): Promise<Home> {
  const site = await shownSite();
  const plain = pageView(site, locale ?? site.locale);
  const canonical = site.url + plain.home;
  const share = await siteShare();
  const view = { ...plain, share, graph: homeGraph(plain, canonical, logoOf(site)) };
  const landings = (await getCollection("landings")).map((entry) => entry.data);
  const entries = landings
    .filter(({ landing }) => !landing.seo.noindex)
    .map(({ landing, locale: spoken, pages, magnet }) => ({
      href: pages.landing,
      locale: spoken,
      title: landing.title,
      intro: landing.intro,
      kind: magnet?.magnet.kind,
    }));
  return {
    view,
    entries,
    reading: {
      list: articlesOf(site, view.locale),
      articles: (await shownArticles(view.locale)).slice(0, 3).map(linkTo),
    },
    canonical,
    alternates: whole(site, inEveryLanguage(site, homeOf)),
  };
}
