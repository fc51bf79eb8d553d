import { allLetters } from "../content/content.ts";
import type { Checked, CheckedPage } from "./checked.ts";
import { readingEase } from "./reading-ease.ts";
import type { Rule, Spot } from "./rule.ts";

/** Below it a text is work for many grown-up readers. */
const least = { it: 50, en: 50 } as const;
const indexNames = { it: "Gulpease", en: "Flesch" } as const;

const leftOver =
  /lorem ipsum|dolor sit amet|testo (?:di prova|segnaposto)|placeholder text|\[(?:inserire|inserisci|insert|da completare)[^\]]*\]/i;
// In small letters these are words: todo, in Spanish and in titles, is one.
const reminder = /\b(?:TODO|TBD|FIXME|XXX+)\b/;

const generic = new Set(
  "invia|invio|inoltra|conferma|avanti|vai|ok|clicca qui|clicca|submit|send|go|confirm|click here|next".split(
    "|",
  ),
);

export const wordRules: Rule[] = [
  {
    id: "reading-ease",
    severity: "warning",
    reason: "What is hard to read on a phone is left unread.",
    source: "Gulpease (Lucisano and Piemontese, 1988); Flesch reading ease (1948); WCAG 2.2 SC 3.1.5",
    cure: "Shorten the sentences first, then the words.",
    check: ({ pages }) =>
      pages.flatMap(({ locale, bodyLine, file, text }) => {
        if (text.words.length < 50) return [];
        const ease = readingEase(text, locale);
        const limit = least[locale];
        if (ease >= limit) return [];
        const message = `The text reads at ${ease} of 100 (${indexNames[locale]}); ${limit} is wanted.`;
        return [{ file, at: bodyLine, message }];
      }),
  },
  {
    id: "placeholder-text",
    severity: "error",
    reason: "Words meant to be replaced were not.",
    source: "House rule: what is published is finished",
    cure: "Write the real words.",
    check: (checked) => [
      ...filesOf(checked).flatMap((file) =>
        checked
          .linesIn(file)
          .filter(({ text }) => isLeft(text))
          .map(({ at, text }) => ({ file, at, message: leftMessage(text) })),
      ),
      ...checked.pages.flatMap(leftInText),
    ],
  },
  {
    id: "submit-generic",
    severity: "warning",
    reason: "A button that says what one gets is pressed more often than one that says what one does.",
    source: "WCAG 2.2 SC 2.4.6; Nielsen Norman Group, Command links and button labels",
    cure: "Say what happens: Mandami la guida, Give me my voucher. Without submit, the words follow the magnet.",
    check: ({ forms }) =>
      forms.flatMap(({ form, file, prefix }) =>
        form.submit !== undefined && generic.has(form.submit.toLowerCase().replace(/[.!…]+$/, ""))
          ? [
              {
                file,
                at: [...prefix, "submit"],
                message: `"${form.submit}" says nothing about what follows.`,
              },
            ]
          : [],
      ),
  },
];

function filesOf({ content, pages, forms }: Checked): string[] {
  const magnets = [...content.magnets.keys()].map((name) => `content/magnets/${name}/index.mdx`);
  return [
    ...new Set([
      "content/site.yaml",
      ...magnets,
      ...forms.map(({ file }) => file),
      ...pages.map(({ file }) => file),
      ...allLetters(content).map(({ file }) => file),
    ]),
  ];
}

function isLeft(text: string): boolean {
  return leftOver.test(text) || reminder.test(text);
}

function leftMessage(text: string): string {
  return `"${(leftOver.exec(text) ?? reminder.exec(text))?.[0]}" was left in the text.`;
}

function leftInText({ body, bodyLine, file }: CheckedPage): Spot[] {
  if (!isLeft(body)) return [];
  return body
    .split("\n")
    .flatMap((line, place) =>
      isLeft(line) ? [{ file, at: bodyLine + place, message: leftMessage(line) }] : [],
    );
}
