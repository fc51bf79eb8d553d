import type { Context } from "hono";
import type { Catalog } from "../../content/schema/catalog.ts";
import type { Texts } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { AppEnv } from "../env.ts";
import type { Agency } from "../people/agency.ts";
import type { Member } from "../people/member.ts";
import { localeOf } from "./texts.ts";
import type { Reading } from "./when.ts";

/** What every page of the desk is written with. */
export interface View {
  /** All that the Worker can say; `words` are the desk's own. */
  texts: Texts;
  words: Texts["desk"];
  labels: Texts["labels"];
  outbox: Texts["outbox"];
  coupons: Texts["couponsDesk"];
  reading: Reading;
  catalog: Catalog;
  /** Who reads it; null: nobody is signed in. */
  member: Member | null;
  /** The agency, where it is that which reads. */
  agency: Agency | null;
  /** The path asked for, where the language switch leads back to. */
  path: string;
  /** What was just done, as the address says after a form: the key of one of the page's own sentences. */
  said: string | null;
  /** The address of a page of the desk, in the language this one is read in. */
  link: (path: string, query?: Record<string, string>) => string;
}

/** The view for this request: the site's language, or the one that `?lang` names. */
export function viewOf(c: Context<AppEnv>): View {
  const { catalog, now } = c.var.deps;
  const locale = localeOf(c);
  const { texts } = c.var;
  return {
    texts,
    words: texts.desk,
    labels: texts.labels,
    outbox: texts.outbox,
    coupons: texts.couponsDesk,
    reading: {
      locale,
      timeZone: catalog.site.timeZone,
      now: now(),
      words: texts.desk.when,
    },
    catalog,
    member: c.var.member ?? null,
    agency: c.var.member?.way === "agency" ? c.var.deps.agency : null,
    path: c.req.path,
    said: c.req.query("said") ?? null,
    link: (path, query = {}) =>
      linkTo(path, locale === catalog.site.locale ? query : { ...query, lang: locale }),
  };
}

/** Leads on to `path` after a form, which then says the sentence of `said`. */
export function seeSaid(c: Context<AppEnv>, path: string, said: string): Response {
  return c.redirect(viewOf(c).link(path, { said }), 303);
}

/** The language that this page is not in. */
export function otherLocale(locale: Locale): Locale {
  return locale === "it" ? "en" : "it";
}

/** `path` with `query` after it. */
export function linkTo(path: string, query: Record<string, string>): string {
  // These mean nothing in an address, and a question about leads reads better with them.
  const search = new URLSearchParams(query)
    .toString()
    .replace(/%(?:7E|3B|2C|28|29)/g, (code) => decodeURIComponent(code));
  return search === "" ? path : `${path}?${search}`;
}

/** What people call a landing, or a magnet that no page gives: its title, or its path once it is gone. */
export function landingTitle(catalog: Catalog, path: string): string {
  return catalog.landings[path]?.title ?? catalog.magnets[path]?.title ?? path;
}

/** What people call a source, which the report names by a short label. */
export function sourceName(label: string, view: View): string {
  return label === "direct" ? view.words.sources.direct : label;
}
