import type { Site } from "../../content/schema/site.ts";
import type { LandingView, PageView } from "../../templates/view.ts";
import { eventNode } from "./event.ts";
import {
  breadcrumb,
  businessInFull,
  type GraphNode,
  given,
  organization,
  organizationId,
  store,
  website,
} from "./nodes.ts";

/** JSON-LD for the home page: the business in full, its shops, the site. */
export function homeGraph(view: PageView, canonical: string, logo: string | undefined): string {
  const { site, locale } = view;
  return graphOf([
    businessInFull(site, logo),
    ...site.shops.map((shop) => store(site, shop)),
    website(site),
    page(site, { url: canonical, name: site.name, description: site.tagline, inLanguage: locale }),
  ]);
}

/** JSON-LD for a landing: the page, the way to it, and what it offers; `more` comes from its text. */
export function landingGraph(view: LandingView, more: readonly GraphNode[] = []): string {
  const { site, landing, locale, canonical, home, share } = view;
  const name = landing.seo.title ?? landing.title;
  const description = landing.seo.description ?? landing.intro;
  return graphOf([
    organization(site),
    page(site, { url: canonical, name, description, inLanguage: locale, primaryImageOfPage: share?.href }),
    breadcrumb([
      { name: site.name, href: site.url + home },
      { name: landing.title, href: canonical },
    ]),
    ...given(view),
    ...eventNode(view),
    ...more,
  ]);
}

function page(site: Site, properties: { url: string } & Record<string, unknown>): GraphNode {
  return {
    "@type": "WebPage",
    "@id": properties.url,
    ...properties,
    isPartOf: { "@id": `${site.url}/#site` },
    publisher: { "@id": organizationId(site) },
  };
}

/** `nodes` as one document; no text in it can end the script that holds it. */
export function graphOf(nodes: readonly GraphNode[]): string {
  return JSON.stringify({ "@context": "https://schema.org", "@graph": nodes }).replaceAll("<", "\\u003c");
}
