import type { Form } from "../content/schema/form.ts";
import type { Texts } from "../content/schema/locales/index.ts";
import type { Magnet, MagnetKind } from "../content/schema/magnet.ts";
import type { Locale } from "../content/schema/primitives.ts";
import type { Site } from "../content/schema/site.ts";
import type { TemplateLanding } from "./index.ts";

/** What every page knows: whose it is, its language, and the words of that language. */
export interface PageView {
  site: Site;
  locale: Locale;
  texts: Texts;
  /** Address of the privacy page in this language. */
  privacy: string;
  /** Address of the home page. */
  home: string;
}

/** All that a template is told about a landing. */
export interface LandingView<T extends TemplateLanding = TemplateLanding> extends PageView {
  /** The landing's path below `content/landings`, such as `en/guide`. */
  path: string;
  landing: T;
  form: Form;
  /** What it gives away; `name` is the magnet's path below `content/magnets`. */
  magnet: { name: string; magnet: Magnet } | undefined;
  /** Addresses from the root: of the landing, its thank-you page, and the private page that shows a grant. */
  pages: { landing: string; thanks: string; grant: string };
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
