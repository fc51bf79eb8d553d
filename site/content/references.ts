import { nearestOf } from "../../content/schema/explain.ts";
import type { Site } from "../../content/schema/site.ts";
import { homeOf, isReserved, privacyOf } from "./addresses.ts";
import type { LandingEntry } from "./content.ts";
import type { ContentDocument, KeyPath } from "./document.ts";
import { mistakeAt } from "./judge.ts";
import type { ContentMistake } from "./mistake.ts";

/** A landing together with the document it was read from. */
export interface ReadLanding {
  entry: LandingEntry;
  document: ContentDocument;
}

/** What `name` at `path` may have meant, when nothing in `known` is called that. */
export function dangling(
  document: ContentDocument,
  path: KeyPath,
  name: string,
  target: { kind: string; file: string; known: readonly string[] },
): ContentMistake {
  const nearest = nearestOf(name, target.known);
  const guess = nearest === undefined ? "" : `Did you mean "${nearest}"? `;
  const cure = `${guess}Add ${target.file}, or correct "${path[0]}" in ${document.file}.`;
  return mistakeAt(document, path, `There is no ${target.kind} "${name}".`, cure);
}

/** No two pages may have one address, and none the address of a page that is ours. */
export function checkAddresses(
  site: Site,
  landings: readonly ReadLanding[],
  mistakes: ContentMistake[],
): void {
  const owners = new Map<string, string>();
  for (const locale of site.locales) {
    owners.set(homeOf(site, locale), "the home page");
    owners.set(privacyOf(site, locale), "the privacy page");
  }
  for (const { entry, document } of landings)
    owners.set(entry.pages.thanks, `the thank-you page of ${document.file}`);
  for (const { entry, document } of landings) {
    const owner = isReserved(entry.path) ? "the site itself" : owners.get(entry.pages.landing);
    if (owner === undefined) continue;
    const message = `The address ${entry.pages.landing} belongs to ${owner}.`;
    mistakes.push(mistakeAt(document, [], message, `Rename the folder content/landings/${entry.path}.`));
  }
}

/** Alternates exist, speak the language they are named for, and name each other. */
export function checkAlternates(landings: readonly ReadLanding[], mistakes: ContentMistake[]): void {
  const byPath = new Map(landings.map(({ entry }) => [entry.path, entry]));
  for (const { entry, document } of landings) {
    for (const [locale, path] of Object.entries(entry.landing.seo.alternates)) {
      const key = ["seo", "alternates", locale];
      const target = byPath.get(path);
      if (target === undefined) {
        const file = `content/landings/${path}/index.mdx`;
        mistakes.push(dangling(document, key, path, { kind: "landing", file, known: [...byPath.keys()] }));
      } else if (target.locale !== locale) {
        const cure = `Name it as "${target.locale}", or set locale: ${locale} in ${target.file}.`;
        mistakes.push(
          mistakeAt(document, key, `${target.file} speaks "${target.locale}", not "${locale}".`, cure),
        );
      } else if (target.landing.seo.alternates[entry.locale] !== entry.path) {
        const cure = `Add seo: { alternates: { ${entry.locale}: ${entry.path} } } to ${target.file}.`;
        mistakes.push(mistakeAt(document, key, "The other page does not name this one.", cure));
      }
    }
  }
}

/** A button of ours leads to a page that is there. */
export function checkLinks(site: Site, landings: readonly ReadLanding[], mistakes: ContentMistake[]): void {
  const known = new Set(landings.map(({ entry }) => entry.pages.landing));
  for (const locale of site.locales) known.add(homeOf(site, locale)).add(privacyOf(site, locale));
  for (const { document } of landings) {
    for (const { path, href } of hrefsIn(document.value, [])) {
      const address = href.replace(/[?#].*$/, "");
      if (known.has(address)) continue;
      const nearest = nearestOf(address, [...known]);
      const cure =
        nearest === undefined
          ? `Pages there are: ${[...known].slice(0, 8).join(", ")}.`
          : `Did you mean "${nearest}"?`;
      mistakes.push(mistakeAt(document, path, `There is no page ${address}.`, cure));
    }
  }
}

function hrefsIn(value: unknown, path: (string | number)[]): { path: (string | number)[]; href: string }[] {
  if (typeof value === "string")
    return path.at(-1) === "href" && value.startsWith("/") ? [{ path, href: value }] : [];
  if (Array.isArray(value)) return value.flatMap((inner, place) => hrefsIn(inner, [...path, place]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => hrefsIn(inner, [...path, key]));
}
