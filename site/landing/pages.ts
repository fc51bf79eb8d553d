import { type CollectionEntry, getCollection } from "astro:content";
import type { Site } from "../../content/schema/site.ts";
import type { LandingView } from "../../templates/view.ts";
import type { StoredLanding } from "../content/loader.ts";
import { usualOf } from "../content/params.ts";
import { landingGraph } from "../search/graph.ts";
import { faqPage } from "../search/nodes.ts";
import { endingsOf } from "./endings.ts";
import { pageView, shownSite, siteDigest, whole } from "./views.ts";

/** The pages of a landing: itself, the ends of its form, and the page of a grant. */
type PageKind = "landing" | "thanks" | "disqualified" | "grant";

/** One page: its address without slashes at the ends, and what it shows. */
interface LandingPage {
  params: { page: string };
  props: { kind: PageKind; view: LandingView; entry: CollectionEntry<"landings"> };
  /** The page of an earlier build is taken over while this and the templates are the same. */
  cacheKey: string;
}

/** Every page of every landing. */
export async function landingPages(): Promise<LandingPage[]> {
  const site = await shownSite();
  const brand = await siteDigest();
  const entries = await getCollection("landings");
  return entries.flatMap((entry) => {
    const view = viewOf(entry.data, site);
    const pages: { kind: PageKind; address: string; view: LandingView }[] = [
      {
        kind: "landing",
        address: entry.data.dynamic?.page ?? view.pages.landing,
        view: { ...view, graph: graphFor(view, entry.data) },
      },
      ...endingsOf(view),
      { kind: "grant", address: view.pages.grant, view },
    ];
    return pages.map(({ kind, address, view: shown }) => ({
      params: { page: address.slice(1, -1) },
      props: { kind, view: shown, entry },
      cacheKey: `${entry.data.digest} ${brand}`,
    }));
  });
}

/** Private pages and ends of forms are not for search engines; the landing alone has something to tell them. */
function graphFor(view: LandingView, { text: { questions } }: StoredLanding): string {
  return landingGraph(view, questions.length === 0 ? [] : [faqPage(view.canonical, questions)]);
}

/** What the pages of `stored` show. */
export function viewOf(stored: StoredLanding, site: Site): LandingView {
  const { path, landing, locale, form, pages, text, gifts } = stored;
  return {
    ...pageView(site, locale),
    share: stored.share,
    path,
    landing,
    form,
    text,
    params: usualOf(stored.dynamic?.params ?? {}),
    magnet: stored.magnet ?? undefined,
    gifts,
    sample: stored.sample,
    mail: stored.mail,
    pages,
    canonical: landing.seo.canonical ?? site.url + pages.landing,
    alternates: whole(site, stored.alternates),
  };
}
