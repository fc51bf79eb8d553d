import { join } from "node:path";
import type { Consent } from "../../content/schema/consent.ts";
import type { Field } from "../../content/schema/field.ts";
import type { Form } from "../../content/schema/form.ts";
import type { Locale, Picture } from "../../content/schema/primitives.ts";
import type { Seo } from "../../content/schema/seo.ts";
import type { ArticleEntry, Content, LandingEntry } from "../content/content.ts";
import { type ContentDocument, isMistake, type KeyPath, type Readings } from "../content/document.ts";
import type { BuiltPages } from "./built.ts";
import { type TakenApart, takeApart } from "./text.ts";

/** A form, and where it is written. */
export interface CheckedForm {
  name: string;
  form: Form;
  file: string;
  /** The path of the form's own keys in that file. */
  prefix: KeyPath;
  /** The landings that ask it. */
  landings: readonly LandingEntry[];
  locale: Locale;
  fields: { field: Field; at: KeyPath }[];
  consents: { consent: Consent; at: KeyPath }[];
}

/** A page that people find and read, landing or article, with its text taken apart when a rule first asks for it. */
export interface CheckedPage {
  kind: "landing" | "article";
  path: string;
  file: string;
  locale: Locale;
  /** The keys that landings and articles share. */
  keys: {
    title: string;
    intro?: string | undefined;
    image?: Picture | undefined;
    seo: Seo;
  };
  body: string;
  bodyLine: number;
  readonly text: TakenApart;
}

/** A landing. */
export interface CheckedLanding extends CheckedPage {
  entry: LandingEntry;
}

/** A line that an author wrote under a key. */
interface WrittenLine {
  at: KeyPath;
  text: string;
}

/** All that rules look at. */
export interface Checked {
  content: Content;
  /** The day it is. */
  today: string;
  landings: readonly CheckedLanding[];
  /** Landings and articles. */
  pages: readonly CheckedPage[];
  forms: readonly CheckedForm[];
  /** The pages of the last build, when they were made of this content. */
  built: BuiltPages | null;
  /** What the YAML of `file` says, before the contract made anything of it. */
  written(file: string): unknown;
  /** Every line of text in the YAML of `file`. */
  linesIn(file: string): WrittenLine[];
  /** The line on which the key at `at` of `file` stands. */
  lineOf(file: string, at: KeyPath): number;
}

/** What rules look at in `content`, which was read into `readings`. */
export function checkedOf(
  content: Content,
  readings: Readings,
  { today, built }: { today: string; built: BuiltPages | null },
): Checked {
  const documentOf = (file: string): ContentDocument | undefined => {
    const reading = readings.get(join(content.root, file))?.reading;
    return reading === undefined || isMistake(reading) ? undefined : reading;
  };
  const landings = content.landings.map((entry) => withText(entry, entry.landing, "landing"));
  const articles = content.articles.map((entry) => withText(entry, entry.article, "article"));
  return {
    content,
    today,
    built,
    landings,
    pages: [...landings, ...articles],
    forms: formsOf(content),
    written: (file) => documentOf(file)?.value,
    linesIn: (file) => linesIn(documentOf(file)?.value, []),
    lineOf: (file, at) => documentOf(file)?.lineOf(at) ?? 1,
  };
}

function withText<T extends LandingEntry | ArticleEntry>(
  entry: T,
  keys: CheckedPage["keys"],
  kind: CheckedPage["kind"],
): CheckedPage & { entry: T } {
  const { path, file, locale, body, bodyLine } = entry;
  let text: TakenApart | undefined;
  return {
    entry,
    kind,
    path,
    file,
    locale,
    keys,
    body,
    bodyLine,
    get text() {
      text ??= takeApart(body, bodyLine);
      return text;
    },
  };
}

function formsOf({ forms, landings, site }: Content): CheckedForm[] {
  const asking = Map.groupBy(landings, ({ formName }) => formName);
  return [...forms].map(([name, form]) => {
    const users = asking.get(name) ?? [];
    const inline = name.startsWith("landing:");
    const prefix = inline ? ["form"] : [];
    const path = inline ? name.slice("landing:".length) : name;
    return {
      name,
      form,
      file: inline ? `content/landings/${path}/index.mdx` : `content/forms/${name}.yaml`,
      prefix,
      landings: users,
      locale: users[0]?.locale ?? site.locale,
      fields: form.fields.map((field, place) => ({ field, at: [...prefix, "fields", place] })),
      consents: form.consents.map((consent, place) => ({ consent, at: [...prefix, "consents", place] })),
    };
  });
}

function linesIn(value: unknown, at: (string | number)[]): WrittenLine[] {
  if (typeof value === "string") return [{ at, text: value }];
  if (Array.isArray(value)) return value.flatMap((inner, place) => linesIn(inner, [...at, place]));
  if (typeof value !== "object" || value === null) return [];
  // The reasons of silenced rules are no words of the page.
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "allow" ? [] : linesIn(inner, [...at, key]),
  );
}
