import { localeSchema } from "../../content/schema/primitives.ts";
import { type Draft, headingOf, Refusal, yamlOf } from "./draft.ts";
import type { Existing } from "./existing.ts";
import { localeFor } from "./form.ts";
import { mustBe } from "./landing.ts";
import type { NewOptions } from "./options.ts";
import type { Questions } from "./questions.ts";
import { wordingIn } from "./wording.ts";

/** A new sequence: its first mail, and the line by which a landing starts it. */
export async function newSequence(
  name: string,
  { flags }: NewOptions,
  there: Existing,
  questions: Questions,
): Promise<Draft> {
  if (there.landings.length === 0)
    throw new Refusal("A sequence starts on a landing.", "Begin one: npm run new -- landing guida");
  const landing = flags.landing ?? (await questions.choose("Starts on the landing", there.landings));
  mustBe("landing", landing, there.landings);
  const locale = localeSchema.parse(flags.locale ?? localeFor(landing, there));
  const words = wordingIn(locale).letter;
  const title = flags.title ?? (await questions.ask("What the desk calls it", headingOf(name)));
  const folder = `content/sequences/${name}`;
  const sheet = [`title: ${yamlOf(title)}`, "start: { step: confirm }", "stop: [bought, replied]"];
  const mail = [
    "---",
    `locale: ${locale}`,
    `subject: ${yamlOf(words.subject)}`,
    `preheader: ${yamlOf(words.preheader)}`,
    "delay: 3 days, not at weekends, 9–18 local time",
    "---",
    "",
    words.text,
  ];
  return {
    files: {
      [`${folder}/sequence.yaml`]: lines(sheet),
      [`${folder}/01-${words.first}.mdx`]: lines(mail),
    },
    changes: { [`content/landings/${landing}/index.mdx`]: (text) => startedBy(text, name, landing) },
    next: [
      "Look at it:  npm start",
      "             http://localhost:8788/preview/mails/",
      "Check it:    npm run check",
    ],
  };
}

function lines(written: readonly string[]): string {
  return `${written.join("\n")}\n`;
}

/** `text`, a landing's file, with the key that names the sequence at the end of its front matter. */
function startedBy(text: string, name: string, landing: string): string {
  const [, before, keys = "", after] = /^(---\r?\n)([\s\S]*?)(^---[\s\S]*)$/m.exec(text) ?? [];
  if (before === undefined || after === undefined || /^sequence:/m.test(keys))
    throw new Refusal(
      `The landing "${landing}" starts a sequence already.`,
      "Choose another landing, or add a mail to that sequence.",
    );
  return `${before}${keys}sequence: ${name}\n${after}`;
}
