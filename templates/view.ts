import type { CatalogForm } from "../content/schema/catalog.ts";
import type { Texts } from "../content/schema/locales/index.ts";
import type { Magnet, MagnetKind } from "../content/schema/magnet.ts";
import type { Locale } from "../content/schema/primitives.ts";
import type { Site } from "../content/schema/site.ts";
import type { TemplateLanding } from "./index.ts";
import type { TextParts } from "./text-parts.ts";

/** What every page knows: whose it is, its language, and the words of that language. */
export interface PageView {
  site: Site;
  locale: Locale;
  texts: Texts;
  /** Address of the privacy page in this language. */
  privacy: string;
  /** Address of the home page. */
  home: string;
  /** What search engines read of the page: JSON-LD, safe between script tags. */
  graph?: string | undefined;
  /** Whether strangers use the device one after the other, so that the browser must suggest and remember nothing. */
  shared?: boolean;
  /** The picture of a shared link that the site draws; a picture of the author's own goes before it. */
  share?: SharedPicture | undefined;
}

/** The picture that a network shows beside a shared link. */
export interface SharedPicture {
  /** The whole address. */
  href: string;
  width: number;
  height: number;
  alt: string;
}

/** All that a template is told about a landing. */
export interface LandingView<T extends TemplateLanding = TemplateLanding> extends PageView {
  /** The landing's path below `content/landings`, such as `en/guide`. */
  path: string;
  landing: T;
  /** What it asks, each consent with the number of its wording. */
  form: CatalogForm;
  /** What its text holds: blocks, and the questions that they answer. */
  text: TextParts;
  /** The words that the page's address may change, as they usually stand, by the name of the query parameter. */
  params: Record<string, string>;
  /** What it gives away; `name` is the magnet's path below `content/magnets`. */
  magnet: { name: string; magnet: Magnet } | undefined;
  /** All that it may give away, in its order; which of it, the answers say. */
  gifts: readonly { name: string; magnet: Magnet }[];
  /** The first pages of the book it gives away, where everyone may read them. */
  sample: { href: string; pages: number } | undefined;
  /** What the mail is called that brings it, and has on its button, where its author wrote them. */
  mail: { subject: string; button?: string } | undefined;
  /** Addresses from the root: of the landing, its thank-you page, and the private page that shows a grant. */
  pages: { landing: string; thanks: string; grant: string; disqualified?: string };
  /** The whole address that search engines should take for the page. */
  canonical: string;
  /** The same page in other languages, itself included, as whole addresses; empty when there are none. */
  alternates: { locale: Locale; href: string }[];
}

/** One line of the home page's index. */
export interface IndexEntry {
  href: string;
  locale: Locale;
  title: string;
  intro: string | undefined;
  kind: MagnetKind | undefined;
}
