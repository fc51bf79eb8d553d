import { getEntry } from "astro:content";
import { textsIn } from "../../content/schema/locales/index.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";
import type { LandingView, PageView, SharedPicture } from "../../templates/view.ts";
import { homeOf, privacyOf } from "../content/addresses.ts";
import type { StoredSite } from "../content/loader.ts";

/** What `content/site.yaml` says. */
export async function shownSite(): Promise<Site> {
  return (await storedSite()).site;
}

/** A word that changes with `content/site.yaml`. */
export async function siteDigest(): Promise<string> {
  return (await storedSite()).digest;
}

/** The picture of a shared link to the site's own pages. */
export async function siteShare(): Promise<SharedPicture> {
  return (await storedSite()).share;
}

/** Whether the site has anything to read. */
export async function hasArticles(): Promise<boolean> {
  return (await storedSite()).hasArticles;
}

async function storedSite(): Promise<StoredSite> {
  const entry = await getEntry("site", "site");
  if (entry === undefined) throw new Error("content/site.yaml was not read: npm run check says why.");
  return entry.data;
}

/** What every page in `locale` knows. */
export function pageView(site: Site, locale: Locale): PageView {
  return {
    site,
    locale,
    texts: textsIn(locale),
    privacy: privacyOf(site, locale),
    home: homeOf(site, locale),
  };
}

/** `alternates` with whole addresses. */
export function whole(site: Site, alternates: LandingView["alternates"]): LandingView["alternates"] {
  return alternates.map(({ locale, href }) => ({ locale, href: site.url + href }));
}
