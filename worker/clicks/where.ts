import type { Deps } from "../env.ts";
import { findLanding } from "../landing.ts";
import type { Source } from "../source.ts";
import { hiddenLink, linkName, type NamedLink } from "./link-name.ts";
import { findMailing, type Mailing, sourceOf } from "./mailing.ts";
import { findLink } from "./store-links.ts";

/** Where a press leads, and whether a link of that name ever stood in the mailing. */
export interface Target {
  to: string;
  isKnown: boolean;
}

/**
 * Where the link leads that `named` names: as the mailing has it today, or as it was sent.
 *
 * It never leads where no link of the mailing led: what is unknown goes to the mailing's landing, or else home.
 */
export async function findTarget(deps: Deps, named: NamedLink): Promise<Target> {
  const mailing = findMailing(deps.catalog, named.mailing);
  const today = mailing?.links.find((href) => linkName(href) === named.link);
  if (today !== undefined) return { to: tagged(deps, today, mailing, named), isKnown: true };
  const fallback = tagged(deps, homeFor(deps, mailing), mailing, named);
  if (named.link === hiddenLink) return { to: fallback, isKnown: mailing !== null };
  const sent = await findLink(deps.db, named.mailing, named.link);
  if (sent === null) return { to: fallback, isKnown: false };
  return { to: (await isThere(deps, sent)) ? tagged(deps, sent, mailing, named) : fallback, isKnown: true };
}

/** The page that stands for one that is gone. */
function homeFor({ catalog }: Deps, mailing: Mailing | null): string {
  const here = mailing?.landing ? findLanding(catalog, mailing.landing) : null;
  return here?.landing.pages.landing ?? "/";
}

/** Whether the page at `href`, one of ours, still stands; what stands elsewhere is not ours to judge. */
async function isThere({ catalog, fetchAsset }: Deps, href: string): Promise<boolean> {
  if (!href.startsWith("/")) return true;
  const { pathname } = new URL(href, "https://site.invalid");
  if (Object.values(catalog.landings).some(({ pages }) => pages.landing === pathname)) return true;
  const { status, body } = await fetchAsset(pathname);
  await body?.cancel();
  return status < 400;
}

/** `href` with what tells our pages which mail led there; other sites' addresses stay as they are. */
function tagged(deps: Deps, href: string, mailing: Mailing | null, { variant }: NamedLink): string {
  if (mailing === null || variant === null) return href;
  return withSource(href, sourceOf(mailing, variant), [deps.publicUrl, deps.catalog.site.url]);
}

/** `href` with the keys of `source` where it is a page of one of `sites` and its author wrote none of them. */
export function withSource(href: string, source: Source, sites: readonly string[]): string {
  const own = href.startsWith("/") ? "https://site.invalid" : undefined;
  if (!URL.canParse(href, own)) return href;
  const url = new URL(href, own);
  if (own === undefined && !sites.some((site) => new URL(site).origin === url.origin)) return href;
  for (const [key, value] of Object.entries(source))
    if (!url.searchParams.has(key)) url.searchParams.set(key, value);
  // Two slashes would lead to another site.
  return own === undefined ? url.href : `${url.pathname.replace(/^\/+/, "/")}${url.search}${url.hash}`;
}
