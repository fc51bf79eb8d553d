import { localeSchema } from "../../content/schema/primitives.ts";
import { type Draft, headingOf, yamlOf } from "./draft.ts";
import type { Existing } from "./existing.ts";
import { localeFor } from "./form.ts";
import { mustBe } from "./landing.ts";
import type { NewOptions } from "./options.ts";
import type { Questions } from "./questions.ts";
import { wordingIn } from "./wording.ts";

const nowhere = "none";

/** A new article, which leads to a landing where there is one. */
export async function newArticle(
  name: string,
  { flags }: NewOptions,
  there: Existing,
  questions: Questions,
  now: Date,
): Promise<Draft> {
  const locale = localeSchema.parse(flags.locale ?? localeFor(name, there));
  const words = wordingIn(locale);
  const title = flags.title ?? (await questions.ask("Heading", headingOf(name)));
  const intro = flags.intro ?? (await questions.ask("The sentence under it", words.intro));
  const landing =
    flags.landing ?? (await questions.choose("Leads to the landing", [...there.landings, nowhere]));
  if (landing !== nowhere) mustBe("landing", landing, there.landings);
  const lines = [
    "---",
    `locale: ${locale}`,
    `title: ${yamlOf(title)}`,
    `intro: ${yamlOf(intro)}`,
    `published: ${now.toISOString().slice(0, 10)}`,
    ...(landing === nowhere ? [] : [`landing: ${landing}`]),
    "---",
    "",
    words.article,
    "",
  ];
  return {
    files: { [`content/articles/${name}/index.mdx`]: lines.join("\n") },
    next: ["Look at it:  npm start", "Check it:    npm run check"],
  };
}
