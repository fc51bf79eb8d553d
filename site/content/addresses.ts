import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";

/** The addresses of a landing's three pages. */
export interface LandingPages {
  landing: string;
  thanks: string;
  grant: string;
}

/** What a thank-you page is called in its address. */
export const thanksNames: Record<Locale, string> = { it: "grazie", en: "thanks" };

/** First parts of an address that belong to the Worker or to the site itself. */
const reserved: readonly string[] = [
  ..."f g k u e admin hooks health outbox privacy articles kiosk cdn-cgi 404 index grazie thanks".split(" "),
];

/** The addresses of the landing at `path`, which speaks `locale`. */
export function pagesOf(path: string, locale: Locale): LandingPages {
  return { landing: `/${path}/`, thanks: `/${path}/${thanksNames[locale]}/`, grant: `/_private/${path}/` };
}

/** The home page in `locale`. */
export function homeOf(site: Site, locale: Locale): string {
  return locale === site.locale ? "/" : `/${locale}/`;
}

/** The privacy page in `locale`. */
export function privacyOf(site: Site, locale: Locale): string {
  return `${homeOf(site, locale)}privacy/`;
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

/** Whether the landing's path `path` begins with a name that is taken. */
export function isReserved(path: string): boolean {
  return reserved.includes(path.split("/")[0] ?? "");
}
