import type { Form } from "../../content/schema/form.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Site } from "../../content/schema/site.ts";
import type { TemplateLanding } from "../../templates/index.ts";
import type { LandingPages } from "./addresses.ts";

/** All of `content/`, read, understood and found without a mistake. */
export interface Content {
  /** The project's folder. */
  root: string;
  site: Site;
  /** Forms by name; a form inline in a landing is called `landing:<path>`. */
  forms: ReadonlyMap<string, Form>;
  /** Magnets by name. */
  magnets: ReadonlyMap<string, Magnet>;
  /** Landings, by path. */
  landings: readonly LandingEntry[];
  /** Every file of content, from the project's root. */
  files: readonly string[];
}

/** One landing with all that it refers to. */
export interface LandingEntry {
  /** Its path below `content/landings`. */
  path: string;
  /** Its file, from the project's root. */
  file: string;
  landing: TemplateLanding;
  locale: Locale;
  /** The form's key in the catalog. */
  formName: string;
  form: Form;
  magnet: { name: string; magnet: Magnet } | null;
  pages: LandingPages;
  alternates: { locale: Locale; href: string }[];
  /** The MDX under its front matter. */
  body: string;
  /** The line of the file on which the body begins. */
  bodyLine: number;
}
