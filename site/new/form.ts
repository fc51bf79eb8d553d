import { fill } from "../../content/schema/locales/index.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { type Draft, yamlOf } from "./draft.ts";
import type { Existing } from "./existing.ts";
import type { NewOptions } from "./options.ts";
import { wordingIn } from "./wording.ts";

/** A new form: name and e-mail, and one consent that may be left out. */
export function newForm(name: string, { flags }: NewOptions, there: Existing): Draft {
  const locale = flags.locale === "en" || flags.locale === "it" ? flags.locale : localeFor(name, there);
  const lines = [
    "fields:",
    "  - name: nome",
    "    type: given-name",
    `    label: ${yamlOf(wordingIn(locale).givenName)}`,
    ...formLines(locale, there).slice(1),
  ];
  return {
    files: { [`content/forms/${name}.yaml`]: `${lines.join("\n")}\n` },
    next: [`Name it in a landing:  form: ${name}`],
  };
}

/** The shortest honest form, as lines of YAML: an e-mail address, and a consent that may be left out. */
export function formLines(locale: Locale, { brand }: Existing): string[] {
  const words = wordingIn(locale);
  return [
    "fields:",
    "  - name: email",
    "    type: email",
    `    label: ${yamlOf(words.email)}`,
    "    required: true",
    "consents:",
    "  - purpose: marketing",
    "    text: >-",
    `      ${fill(words.consent, { brand })}`,
    `submit: ${yamlOf(words.submit)}`,
  ];
}

/** The language that a path tells, such as `en/guide`, or else the site's. */
export function localeFor(name: string, { locale, locales }: Existing): Locale {
  return locales.find((one) => name.startsWith(`${one}/`)) ?? locale;
}
