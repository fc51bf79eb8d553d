import type { Form } from "../../content/schema/form.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";

/** The addresses of a landing's pages. */
export interface LandingPages {
  landing: string;
  thanks: string;
  grant: string;
  /** Where people end whom the offer does not fit; only where the form says who they are. */
  disqualified?: string;
}

/** What a thank-you page is called in its address. */
export const thanksNames: Record<Locale, string> = { it: "grazie", en: "thanks" };

/** What the ending without a lead is called in its address. */
export const endingNames: Record<Locale, string> = { it: "esito", en: "outcome" };

/** First parts of an address that belong to the Worker or to the site itself. */
const reserved: readonly string[] = [
  ..."f g k u e l admin hooks health outbox privacy articles articoli kiosk cdn-cgi 404 index grazie thanks esito outcome".split(
    " ",
  ),
];

/** The addresses of the landing at `path`, which speaks `locale` and asks `form`. */
export function pagesOf(path: string, locale: Locale, form?: Form): LandingPages {
  return {
    landing: `/${path}/`,
    thanks: `/${path}/${thanksNames[locale]}/`,
    grant: `/_private/${path}/`,
    ...(form?.disqualify && { disqualified: `/${path}/${endingNames[locale]}/` }),
  };
}

/** The address of the outcome called `name`. */
export function outcomePage(pages: LandingPages, name: string): string {
  return `${pages.thanks}${name}/`;
}

/** The home page in `locale`. */
export function homeOf(site: Site, locale: Locale): string {
  return locale === site.locale ? "/" : `/${locale}/`;
}

/** The privacy page in `locale`. */
export function privacyOf(site: Site, locale: Locale): string {
  return `${homeOf(site, locale)}privacy/`;
}

/** What the list of articles is called in its address. */
const articleNames: Record<Locale, string> = { it: "articoli", en: "articles" };

/** The list of articles in `locale`. */
export function articlesOf(site: Site, locale: Locale): string {
  return `${homeOf(site, locale)}${articleNames[locale]}/`;
}

/** The article at `path`, which speaks `locale`; a first folder named for the language is not said twice. */
export function articleOf(site: Site, path: string, locale: Locale): string {
  const name = path.startsWith(`${locale}/`) ? path.slice(locale.length + 1) : path;
  return `${articlesOf(site, locale)}${name}/`;
}

/** What the archive of letters is called in an address. */
const archiveNames: Record<Locale, string> = { it: "archivio", en: "archive" };

/** The campaign `name`, which speaks `locale`, published as an article. */
export function archivedAt(site: Site, name: string, locale: Locale): string {
  return `${homeOf(site, locale)}${archiveNames[locale]}/${name}/`;
}

/** The feed of the articles in `locale`. */
export function feedOf(site: Site, locale: Locale): string {
  return `${articlesOf(site, locale)}rss.xml`;
}

/** A page of the site in every language the site speaks; none when it speaks one. */
export function inEveryLanguage(
  site: Site,
  addressOf: (site: Site, locale: Locale) => string,
): { locale: Locale; href: string }[] {
  return site.locales.length < 2
    ? []
    : site.locales.map((locale) => ({ locale, href: addressOf(site, locale) }));
}

/** Whether the landing's path `path` begins or ends with a name that is taken. */
export function isReserved(path: string): boolean {
  const parts = path.split("/");
  // Every landing may have such pages below it, and they are nobody's to find.
  const endings = [...Object.values(thanksNames), ...Object.values(endingNames)];
  return reserved.includes(parts[0] ?? "") || endings.includes(parts.at(-1) ?? "");
}
