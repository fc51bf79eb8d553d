import { type CollectionEntry, getCollection } from "astro:content";
import type { Site } from "../../content/schema/site.ts";
import type { LandingView } from "../../templates/view.ts";
import type { StoredLanding } from "../content/loader.ts";
import { pageView, shownSite, siteDigest, whole } from "./views.ts";

/** The three pages of a landing. */
const kinds = ["landing", "thanks", "grant"] as const;

/** One page: its address without slashes at the ends, and what it shows. */
interface LandingPage {
  params: { page: string };
  props: { kind: (typeof kinds)[number]; view: LandingView; entry: CollectionEntry<"landings"> };
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
    return kinds.map((kind) => ({
      params: { page: entry.data.pages[kind].slice(1, -1) },
      props: { kind, view, entry },
      cacheKey: `${entry.data.digest} ${brand}`,
    }));
  });
}

function viewOf(stored: StoredLanding, site: Site): LandingView {
  const { path, landing, locale, form, pages } = stored;
  return {
    ...pageView(site, locale),
    path,
    landing,
    form,
    magnet: stored.magnet ?? undefined,
    pages,
    canonical: landing.seo.canonical ?? site.url + pages.landing,
    alternates: whole(site, stored.alternates),
  };
}
