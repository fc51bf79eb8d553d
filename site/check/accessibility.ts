import { posix } from "node:path";
import type { Checked, CheckedPage } from "./checked.ts";
import type { Rule, Spot } from "./rule.ts";
import { wordsOf } from "./text.ts";

const emptyAlt =
  /^(?:(?:un['’]?|una|la|the|an?)\s+)?(?:immagine|foto|fotografia|figura|image|picture|photo|graphic)\s+(?:di|del|della|che|of)\b/i;
const fileName = /\.(?:png|jpe?g|webp|avif|gif|svg)$|^(?:img|dsc|image|foto|pic|screenshot)[-_ ]?\d+$/i;

const vague = new Set(
  "qui|clicca|clicca qui|premi qui|leggi|leggi di più|scopri|scopri di più|continua|link|vai|here|click|click here|more|read more|learn more|this|this link|go".split(
    "|",
  ),
);

/** Small words that a language cannot do without. */
const smallWords = {
  it: new Set("il lo la gli che di un una per non è con del della si sono nel".split(" ")),
  en: new Set("the and of to is you with for that this are your from it".split(" ")),
} as const;

export const accessibilityRules: Rule[] = [
  {
    id: "alt-useless",
    severity: "warning",
    reason: "A file's name, or 'picture of', tells nobody what the picture shows.",
    source: "WCAG 2.2 SC 1.1.1 (failure F30)",
    cure: "Say what the picture shows, in a few words.",
    check: (checked) => checked.pages.flatMap((page) => uselessAlts(checked, page)),
  },
  {
    id: "heading-order",
    severity: "warning",
    reason: "People who listen go from heading to heading; a level left out looks like a part left out.",
    source: "WCAG 2.2 SC 1.3.1 (technique G141)",
    cure: "Begin with ## (the page's title is the only #), and go down one level at a time.",
    check: ({ pages }) =>
      pages.flatMap(({ text, file }) => {
        let before = 1;
        return text.headings.flatMap(({ depth, line }) => {
          const last = before;
          before = depth;
          if (depth === 1) return [{ file, at: line, message: "The text has a second first-level heading." }];
          return depth > last + 1
            ? [{ file, at: line, message: `A heading of level ${depth} follows one of level ${last}.` }]
            : [];
        });
      }),
  },
  {
    id: "link-text",
    severity: "warning",
    reason: "Out of its sentence, a link that says 'here' leads nowhere.",
    source: "WCAG 2.2 SC 2.4.4 and 2.4.9",
    cure: "Let the link say what it leads to.",
    check: ({ pages }) =>
      pages.flatMap(({ text, file }) =>
        text.links.flatMap(({ text: words, line }) =>
          vague.has(words.toLowerCase().replace(/[.…!»>→\s]+$/, ""))
            ? [{ file, at: line, message: `The link "${words}" does not say where it leads.` }]
            : [],
        ),
      ),
  },
  {
    id: "page-language",
    severity: "warning",
    reason: "A page that is said to be in another language is read aloud in the wrong voice.",
    source: "WCAG 2.2 SC 3.1.1",
    cure: "Correct the page's locale, or its text.",
    check: ({ pages }) =>
      pages.flatMap(({ locale, bodyLine, body, file }) => {
        // The language shows after a paragraph or two.
        const words = wordsOf(body.slice(0, 1200).toLowerCase());
        if (words.length < 30) return [];
        const counts = { it: countOf("it", words), en: countOf("en", words) };
        const other = locale === "it" ? "en" : "it";
        if (counts[other] <= 5 || counts[other] < 2 * counts[locale]) return [];
        const message = `The text reads as "${other}", and the page is said to be "${locale}".`;
        return [{ file, at: bodyLine, message }];
      }),
  },
];

function countOf(language: keyof typeof smallWords, words: readonly string[]): number {
  return words.filter((word) => smallWords[language].has(word)).length;
}

function uselessAlts({ linesIn }: Checked, { file, text }: CheckedPage): Spot[] {
  const written = linesIn(file);
  const inKeys = written
    .filter(({ at }) => at.at(-1) === "alt")
    .map(({ at, text: alt }) => {
      const sibling = written.find(
        (line) => line.at.at(-1) === "src" && line.at.slice(0, -1).join(".") === at.slice(0, -1).join("."),
      );
      return { at, alt, src: sibling?.text ?? "" };
    });
  const inText = text.pictures.map(({ alt, src, line }) => ({ at: line, alt, src }));
  return [...inKeys, ...inText].flatMap(({ at, alt, src }) => {
    const told = complaintOf(alt, src);
    return told === null ? [] : [{ file, at, message: told }];
  });
}

function complaintOf(alt: string, src: string): string | null {
  const base = posix.basename(src).replace(/\.[^.]*$/, "");
  const sameName =
    base !== "" && wordsOf(alt).join("-").toLowerCase() === base.toLowerCase() && /[-_\d]/.test(base);
  if (fileName.test(alt.trim()) || sameName) return `"${alt}" is a file's name.`;
  return emptyAlt.test(alt.trim()) ? `"${alt}" begins with words that every picture could begin with.` : null;
}
