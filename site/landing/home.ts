import { getCollection } from "astro:content";
import type { Locale } from "../../content/schema/primitives.ts";
import type { IndexEntry, LandingView, PageView } from "../../templates/view.ts";
import { homeOf, inEveryLanguage } from "../content/addresses.ts";
import { pageView, shownSite, whole } from "./views.ts";

/** What the home page in one language shows. */
interface Home {
  view: PageView;
  entries: IndexEntry[];
  canonical: string;
  alternates: LandingView["alternates"];
}

/** The home page in `locale`, or in the site's own language. */
export async function homeIn(locale?: Locale): Promise<Home> {
  const site = await shownSite();
  const view = pageView(site, locale ?? site.locale);
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
    canonical: site.url + view.home,
    alternates: whole(site, inEveryLanguage(site, homeOf)),
  };
}
