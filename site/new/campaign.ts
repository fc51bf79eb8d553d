import { localeSchema } from "../../content/schema/primitives.ts";
import { type Draft, headingOf, yamlOf } from "./draft.ts";
import type { Existing } from "./existing.ts";
import { localeFor } from "./form.ts";
import { mustBe } from "./landing.ts";
import type { NewOptions } from "./options.ts";
import type { Questions } from "./questions.ts";
import { wordingIn } from "./wording.ts";

const nowhere = "none";
const ownSegment = "new";

/** A new campaign, to a segment that is there or to all who confirmed. */
export async function newCampaign(
  name: string,
  { flags }: NewOptions,
  there: Existing,
  questions: Questions,
): Promise<Draft> {
  const locale = localeSchema.parse(flags.locale ?? localeFor(name, there));
  const words = wordingIn(locale).letter;
  const subject = flags.title ?? (await questions.ask("Subject", headingOf(name)));
  const chosen =
    flags.segment ?? (await questions.choose("Goes to the segment", [...there.segments, ownSegment]));
  if (chosen !== ownSegment) mustBe("segment", chosen, there.segments);
  const segment = chosen === ownSegment ? name : chosen;
  const landing =
    flags.landing ?? (await questions.choose("Leads to the landing", [...there.landings, nowhere]));
  if (landing !== nowhere) mustBe("landing", landing, there.landings);
  const lines = [
    "---",
    `locale: ${locale}`,
    `subject: ${yamlOf(subject)}`,
    `preheader: ${yamlOf(words.preheader)}`,
    `segment: ${segment}`,
    ...(landing === nowhere ? [] : [`landing: ${landing}`]),
    "---",
    "",
    words.text,
    ...(landing === nowhere ? [] : ["", `<Button href="/${landing}/" label="${words.button}" />`]),
    "",
  ];
  const question = [
    `title: ${yamlOf(subject)}`,
    "all:",
    "  - { field: consent.marketing, is: confirmed }",
    "",
  ];
  return {
    files: {
      [`content/campaigns/${name}.mdx`]: lines.join("\n"),
      ...(chosen === ownSegment && { [`content/segments/${segment}.yaml`]: question.join("\n") }),
    },
    next: [
      "Look at it:  npm start",
      "             http://localhost:8788/preview/mails/",
      "Check it:    npm run check",
      "Then approve it at the desk: nothing leaves before.",
    ],
  };
}
