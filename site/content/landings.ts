import { posix } from "node:path";
import type { Form } from "../../content/schema/form.ts";
import { wrongInCondition } from "../../content/schema/form-rules.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Site } from "../../content/schema/site.ts";
import { landingSchema, type TemplateLanding } from "../../templates/index.ts";
import { pagesOf } from "./addresses.ts";
import { checkBeside } from "./beside.ts";
import { checkBlocks } from "./block-checks.ts";
import { checkBody } from "./body.ts";
import type { LandingEntry } from "./content.ts";
import type { ContentDocument } from "./document.ts";
import { judge, mistakeAt } from "./judge.ts";
import { askedAt } from "./kiosk.ts";
import type { ContentMistake } from "./mistake.ts";
import { dynamicOf, wordedLanding, wordedParts } from "./params.ts";
import { dangling, type ReadLanding } from "./references.ts";

/** What a landing may refer to. */
export interface Known {
  site: Site;
  /** Forms that could be read; null stands for one that is there and has mistakes of its own. */
  forms: ReadonlyMap<string, Form | null>;
  magnets: ReadonlyMap<string, Magnet | null>;
  files: ReadonlySet<string>;
}

/** The landing in `document`, with what it refers to; null when it has mistakes, which go to `mistakes`. */
export function readLanding(
  document: ContentDocument,
  known: Known,
  mistakes: ContentMistake[],
): ReadLanding | null {
  const before = mistakes.length;
  const landing = judge(document, landingSchema, mistakes);
  checkBeside(document, known.files, mistakes);
  checkBody(document, known.files, mistakes);
  if (landing === null) return null;
  const path = posix.dirname(document.file).slice("content/landings/".length);
  const locale = landing.locale ?? known.site.locale;
  if (!known.site.locales.includes(locale)) {
    const cure = `Add ${locale} to "locales" in content/site.yaml, or correct "locale".`;
    mistakes.push(mistakeAt(document, ["locale"], `The site does not speak "${locale}".`, cure));
  }
  const written = formOf(document, landing, path, known, mistakes);
  const form = written && askedAt(landing, path, locale, written);
  const gifts = giftsOf(document, landing, known, mistakes);
  const around = { hasForm: true, hasEnd: landing.until !== undefined, hasAction: true };
  checkBlocks(document, known.files, around, mistakes);
  const worded = wordedLanding(document, landing, mistakes);
  if (form !== null) checkOutcomes(document, landing, form.form, mistakes);
  if (mistakes.length > before || form === null) return null;
  const { file, body, bodyLine } = document;
  const pages = pagesOf(path, locale, form.form);
  const alternates = alternatesOf(landing, locale, pages.landing);
  const shown = {
    landing: worded.landing,
    text: wordedParts(document.blocks.parts, worded.params),
    dynamic: dynamicOf(path, form.form, worded),
  };
  return {
    document,
    entry: {
      path,
      file,
      ...shown,
      locale,
      ...form,
      magnet: gifts[0] ?? null,
      gifts,
      sample: undefined,
      mail: undefined,
      pages,
      alternates,
      body,
      bodyLine,
    },
  };
}

function formOf(
  document: ContentDocument,
  landing: TemplateLanding,
  path: string,
  known: Known,
  mistakes: ContentMistake[],
): Pick<LandingEntry, "form" | "formName"> | null {
  if (typeof landing.form !== "string") return { formName: `landing:${path}`, form: landing.form };
  const form = known.forms.get(landing.form);
  if (form === undefined) {
    const file = `content/forms/${landing.form}.yaml`;
    mistakes.push(
      dangling(document, ["form"], landing.form, { kind: "form", file, known: [...known.forms.keys()] }),
    );
  }
  return form ? { formName: landing.form, form } : null;
}

/** The outcomes ask about answers that the form can have. */
function checkOutcomes(
  document: ContentDocument,
  landing: TemplateLanding,
  form: Form,
  mistakes: ContentMistake[],
): void {
  for (const [place, { when }] of landing.outcomes.entries()) {
    const missing = (name: string) => `The form has no field called "${name}".`;
    for (const { path, message } of wrongInCondition(when, form.fields, missing)) {
      const cure = "Correct the condition, or the form.";
      mistakes.push(mistakeAt(document, ["outcomes", place, "when", ...path], message, cure));
    }
  }
}

function giftsOf(
  document: ContentDocument,
  landing: TemplateLanding,
  known: Known,
  mistakes: ContentMistake[],
): LandingEntry["gifts"] {
  for (const [place, { name }] of landing.magnet.entries()) {
    if (known.magnets.has(name)) continue;
    const path = landing.magnet.length > 1 ? ["magnet", place] : ["magnet"];
    const file = `content/magnets/${name}/index.mdx`;
    mistakes.push(dangling(document, path, name, { kind: "magnet", file, known: [...known.magnets.keys()] }));
  }
  return landing.magnet.flatMap((given) => {
    const magnet = known.magnets.get(given.name);
    return magnet ? [{ ...given, magnet }] : [];
  });
}

/** The page in every language it speaks, itself first; none when it speaks one. */
function alternatesOf(
  landing: TemplateLanding,
  locale: Site["locale"],
  own: string,
): LandingEntry["alternates"] {
  const others = Object.entries(landing.seo.alternates);
  if (others.length === 0) return [];
  return [
    { locale, href: own },
    ...others.map(([other, path]) => ({ locale: other as Site["locale"], href: `/${path}/` })),
  ];
}
