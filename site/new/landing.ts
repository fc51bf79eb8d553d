import { nearestOf } from "../../content/schema/explain.ts";
import { type Locale, localeSchema } from "../../content/schema/primitives.ts";
import { templateNames } from "../../templates/index.ts";
import { type Draft, headingOf, Refusal, yamlOf } from "./draft.ts";
import type { Existing } from "./existing.ts";
import { formLines, localeFor } from "./form.ts";
import type { NewOptions } from "./options.ts";
import type { Questions } from "./questions.ts";
import { wordingIn } from "./wording.ts";

const ownForm = "new";

/** What a template asks for beyond the keys of every landing. */
function ownLines(template: string, now: Date): string[] {
  if (template !== "event") return [];
  const day = new Date(now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  return ["event:", `  start: ${day}T18:30`, "  online: true"];
}

/** A new landing: a heading, and a form of its own or one that is there. */
export async function newLanding(
  name: string,
  { flags }: NewOptions,
  there: Existing,
  questions: Questions,
  now: Date,
): Promise<Draft> {
  const { template, locale, title, intro, form, magnet } = flags;
  const look = template ?? (await questions.choose("Template", ["launch", ...others("launch")]));
  mustBe("template", look, templateNames);
  const language = locale ?? (await questions.choose("Language", languages(name, there)));
  const heading = title ?? (await questions.ask("Heading", headingOf(name)));
  const under = intro ?? (await questions.ask("The sentence under it (may wait)", ""));
  const asked = form ?? (await questions.choose("Form", [ownForm, ...there.forms]));
  if (asked !== ownForm) mustBe("form", asked, there.forms);
  const given = magnet ?? (await questions.choose("Gives away", ["nothing", ...there.magnets]));
  if (given !== "nothing") mustBe("magnet", given, there.magnets);
  const spoken = localeSchema.parse(language);
  const words = wordingIn(spoken);
  const lines = [
    "---",
    `template: ${look}`,
    `locale: ${spoken}`,
    `title: ${yamlOf(heading)}`,
    under === "" ? `# intro: ${words.intro}` : `intro: ${yamlOf(under)}`,
    ...ownLines(look, now),
    ...(given === "nothing" ? [] : [`magnet: ${given}`]),
    ...(asked === ownForm
      ? ["form:", ...formLines(spoken, there).map((line) => `  ${line}`)]
      : [`form: ${asked}`]),
    "---",
    "",
    `{/* ${words.body} */}`,
    "",
  ];
  return {
    files: { [`content/landings/${name}/index.mdx`]: lines.join("\n") },
    next: [
      "Look at it:  npm start",
      `             http://localhost:8788/${name}/`,
      "Check it:    npm run check",
    ],
  };
}

function others(template: string): string[] {
  return templateNames.filter((name) => name !== template);
}

/** The languages of the site, the likeliest first. */
function languages(name: string, there: Existing): Locale[] {
  return [...new Set([localeFor(name, there), ...there.locales])];
}

/** Refuses a name that nothing bears, and tells the nearest that something does. */
export function mustBe(what: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const nearest = nearestOf(name, [...names]);
  const cure =
    nearest === undefined
      ? `There are these: ${names.join(", ") || "none yet"}.`
      : `Did you mean "${nearest}"?`;
  throw new Refusal(`There is no ${what} "${name}".`, cure);
}
