import { nearestOf } from "../../content/schema/explain.ts";
import { isAsked } from "../../content/schema/field.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";
import { linksIn } from "../book/links.ts";
import type { Book } from "../book/tree.ts";
import { articlesOf, homeOf, isReserved, outcomePage, privacyOf } from "./addresses.ts";
import type { ReadArticle } from "./articles.ts";
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

/** A cost belongs to a campaign that a landing names; else the report would never tell it. */
export function checkCampaigns(
  document: ContentDocument,
  site: Site,
  landings: readonly ReadLanding[],
  mistakes: ContentMistake[],
): void {
  const known = new Set(landings.flatMap(({ entry }) => entry.landing.campaign ?? []));
  for (const name of Object.keys(site.campaigns)) {
    if (known.has(name)) continue;
    const nearest = nearestOf(name, [...known]);
    const cure =
      nearest === undefined
        ? `Write campaign: ${name} into the landings that belong to it, or delete this line.`
        : `Did you mean "${nearest}"? Else write campaign: ${name} into the landings that belong to it.`;
    mistakes.push(mistakeAt(document, ["campaigns", name], `No landing names the campaign "${name}".`, cure));
  }
}

/** A form of Meta's brings its leads to a landing that there is, and answers what that landing asks. */
export function checkMeta(
  document: ContentDocument,
  site: Site,
  landings: readonly ReadLanding[],
  mistakes: ContentMistake[],
): void {
  for (const [number, { landing, fields, consents }] of Object.entries(site.meta.forms)) {
    const path = ["meta", "forms", number];
    const form = landings.find(({ entry }) => entry.path === landing)?.entry.form;
    if (form === undefined) {
      const known = landings.map(({ entry }) => entry.path);
      const file = `content/landings/${landing}/index.mdx`;
      mistakes.push(dangling(document, [...path, "landing"], landing, { kind: "landing", file, known }));
      continue;
    }
    const check = (key: KeyPath, name: string, kind: string, known: readonly string[]) => {
      if (known.includes(name)) return;
      const nearest = nearestOf(name, known);
      const cure =
        nearest === undefined
          ? `Names there are: ${known.join(", ") || "none"}.`
          : `Did you mean "${nearest}"?`;
      const message = `The form of the landing "${landing}" has no ${kind} "${name}".`;
      mistakes.push(mistakeAt(document, [...path, ...key], message, cure));
    };
    const answered = form.fields.flatMap((field) =>
      field.type === "hidden" || isAsked(field) ? [field.name] : [],
    );
    for (const [question, name] of Object.entries(fields))
      check(["fields", question], name, "field", answered);
    const purposes: readonly string[] = form.consents.map(({ purpose }) => purpose);
    for (const purpose of Object.keys(consents)) check(["consents", purpose], purpose, "consent", purposes);
  }
}

/** No two pages may have one address, and none the address of a page that is ours. */
export function checkAddresses(
  site: Site,
  landings: readonly ReadLanding[],
  articles: readonly ReadArticle[],
  mistakes: ContentMistake[],
): void {
  const owners = new Map<string, string>();
  for (const locale of site.locales) {
    owners.set(articlesOf(site, locale), "the list of articles");
    owners.set(homeOf(site, locale), "the home page");
    owners.set(privacyOf(site, locale), "the privacy page");
  }
  for (const { entry, document } of articles) {
    const owner = owners.get(entry.page);
    owners.set(entry.page, document.file);
    if (owner === undefined) continue;
    const message = `The address ${entry.page} belongs to ${owner}.`;
    const isAlone = entry.file.endsWith("/index.mdx");
    const cure = `Rename ${isAlone ? `the folder content/${entry.folder}` : entry.file}.`;
    mistakes.push(mistakeAt(document, [], message, cure));
  }
  for (const { entry, document } of landings) {
    owners.set(entry.pages.thanks, `the thank-you page of ${document.file}`);
    for (const { name } of entry.landing.outcomes)
      owners.set(outcomePage(entry.pages, name), `the outcome "${name}" of ${document.file}`);
  }
  for (const { entry, document } of landings) {
    const owner = owners.get(entry.pages.landing) ?? (isReserved(entry.path) ? "the site itself" : undefined);
    if (owner === undefined) continue;
    const message = `The address ${entry.pages.landing} belongs to ${owner}.`;
    mistakes.push(mistakeAt(document, [], message, `Rename the folder content/landings/${entry.path}.`));
  }
}

/** A page that may speak other languages under other paths. */
interface Translated {
  document: ContentDocument;
  path: string;
  locale: Locale;
  alternates: Partial<Record<Locale, string>>;
}

/** What of a landing or an article tells its translations. */
export function translated({ document, entry }: ReadLanding | ReadArticle): Translated {
  const { seo } = "landing" in entry ? entry.landing : entry.article;
  return { document, path: entry.path, locale: entry.locale, alternates: seo.alternates };
}

/** Alternates exist, speak the language they are named for, and name each other. */
export function checkAlternates(
  kind: "landing" | "article",
  pages: readonly Translated[],
  mistakes: ContentMistake[],
): void {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  for (const { document, path: own, locale: spoken, alternates } of pages) {
    for (const [locale, path] of Object.entries(alternates)) {
      const key = ["seo", "alternates", locale];
      const target = byPath.get(path);
      if (target === undefined) {
        const file = `content/${kind}s/${path}/index.mdx`;
        mistakes.push(dangling(document, key, path, { kind, file, known: [...byPath.keys()] }));
        continue;
      }
      const { file } = target.document;
      if (target.locale !== locale) {
        const cure = `Name it as "${target.locale}", or set locale: ${locale} in ${file}.`;
        mistakes.push(mistakeAt(document, key, `${file} speaks "${target.locale}", not "${locale}".`, cure));
      } else if (target.alternates[spoken] !== own) {
        const cure = `Add seo: { alternates: { ${spoken}: ${own} } } to ${file}.`;
        mistakes.push(mistakeAt(document, key, "The other page does not name this one.", cure));
      }
    }
  }
}

/** The addresses of all pages that anyone may open. */
export function pagesThere(
  site: Site,
  landings: readonly ReadLanding[],
  articles: readonly ReadArticle[],
): Set<string> {
  const known = new Set(landings.map(({ entry }) => entry.pages.landing));
  for (const { entry } of articles) known.add(entry.page).add(articlesOf(site, entry.locale));
  for (const locale of site.locales) known.add(homeOf(site, locale)).add(privacyOf(site, locale));
  return known;
}

/** A button of ours leads to a page that is among `known`. */
export function checkLinks(
  known: ReadonlySet<string>,
  landings: readonly ReadLanding[],
  mistakes: ContentMistake[],
): void {
  for (const { document } of landings) {
    for (const { path, href } of hrefsIn(document.value, [])) {
      const wrong = missingPage(href, known);
      if (wrong !== null) mistakes.push(mistakeAt(document, path, wrong.message, wrong.cure));
    }
  }
}

/** A book that was handed out cannot be corrected: its links to the site lead to pages that are among `known`. */
export function checkBookLinks(
  known: ReadonlySet<string>,
  { url }: Site,
  books: Iterable<Book>,
  mistakes: ContentMistake[],
): void {
  for (const book of books) {
    for (const { href, at } of linksIn(book)) {
      const own = href.startsWith(`${url}/`) ? href.slice(url.length) : href;
      const wrong = own.startsWith("/") ? missingPage(own, known) : null;
      if (wrong !== null) mistakes.push({ ...at, key: "", ...wrong });
    }
  }
}

/** What is wrong with `href`, a page of the site, where it is none of `known`. */
export function missingPage(
  href: string,
  known: ReadonlySet<string>,
): { message: string; cure: string } | null {
  const address = href.replace(/[?#].*$/, "");
  if (known.has(address)) return null;
  const nearest = nearestOf(address, [...known]);
  const cure =
    nearest === undefined
      ? `Pages there are: ${[...known].slice(0, 8).join(", ")}.`
      : `Did you mean "${nearest}"?`;
  return { message: `There is no page ${address}.`, cure };
}

function hrefsIn(value: unknown, path: (string | number)[]): { path: (string | number)[]; href: string }[] {
  if (typeof value === "string")
    return path.at(-1) === "href" && value.startsWith("/") ? [{ path, href: value }] : [];
  if (Array.isArray(value)) return value.flatMap((inner, place) => hrefsIn(inner, [...path, place]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => hrefsIn(inner, [...path, key]));
}
