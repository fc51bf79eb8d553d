import type { RuleCase } from "./check-case.ts";

const file = "content/mails/delivery.mdx";

/** A delivery with these keys and this text. */
function mail(keys: string, text = "Ecco la guida."): { [file]: string } {
  return { [file]: `---\n${keys}\n---\n\n${text}\n` };
}

const letter = "content/campaigns/sabato.mdx";

/** A campaign that goes out on `day`. */
function campaignOn(day: string, subject = "Sabato"): RuleCase["bad"] {
  return {
    "content/segments/lettori.yaml":
      "title: Lettori\nall:\n  - { field: consent.marketing, is: confirmed }\n",
    [letter]: `---\nsubject: ${subject}\npreheader: Alle cinque.\nsegment: lettori\nsend: "${day} 09:30"\n---\n\nSi legge.\n`,
  };
}

const subject = "subject: Ecco la guida";
const whole = `${subject}\npreheader: Dodici pagine.`;

/** Content that breaks the rules of mails, and content that does not. */
export const mailCases: readonly RuleCase[] = [
  {
    rule: "mail-weight",
    bad: mail(whole, "Una riga della lettera. ".repeat(3700)),
    good: mail(whole, "Una riga della lettera. ".repeat(3000)),
    file,
    line: 2,
    message: "of 102 kB",
  },
  {
    rule: "mail-subject",
    bad: mail(`subject: ${"Ecco la guida. ".repeat(5)}\npreheader: Dodici pagine.`),
    good: mail(`subject: ${"Ecco la guida. ".repeat(4)}\npreheader: Dodici pagine.`),
    file,
    line: 2,
    message: "about 74 letters",
  },
  {
    rule: "mail-preheader",
    bad: mail(subject),
    good: mail(whole),
    file,
    line: 2,
    message: "no preheader",
  },
  {
    rule: "mail-words",
    bad: mail(whole, "Ecco.\n\nClicca qui per la guida."),
    good: mail(whole, "Il PDF e l’EPUB sono qui. Premi, e si aprono! Clicca con calma."),
    file,
    line: 8,
    message: '"Clicca qui": words that say only where to press.',
  },
  {
    rule: "mail-words",
    bad: mail(`subject: Guida GRATIS SUBITO\npreheader: Dodici pagine.`),
    good: mail("subject: Guida in PDF, EPUB e su carta\npreheader: Dodici pagine."),
    file,
    line: 2,
    message: '"GRATIS SUBITO": words in capitals.',
  },
  {
    rule: "mail-words",
    bad: mail('subject: "Re: la guida"\npreheader: Dodici pagine.'),
    good: mail('subject: "Reggio: la guida"\npreheader: Dodici pagine.'),
    file,
    line: 2,
    message: "looks like an answer",
  },
  {
    rule: "mail-words",
    bad: mail("subject: Ecco la guida\npreheader: È tua!!!"),
    good: mail("subject: Ecco la guida\npreheader: È tua!"),
    file,
    line: 3,
    message: '"!!": more than one exclamation mark.',
  },
  {
    rule: "mail-words",
    bad: mail(whole, "You’ve won a voucher."),
    good: mail(whole, "You won’t need more than a jar."),
    file,
    line: 6,
    message: "a prize that nobody took part for",
  },
  {
    rule: "mail-send",
    bad: campaignOn("2027-05-19"),
    good: campaignOn("2027-05-20"),
    file: letter,
    line: 5,
    message: "It was to go out at 2027-05-19 09:30.",
  },
  {
    rule: "mail-send",
    bad: campaignOn("2027-05-19"),
    good: campaignOn("2027-05-19", "Sabato\narchive: { title: Il sabato, description: Che cosa si legge. }"),
    file: letter,
    line: 5,
    message: "It was to go out at 2027-05-19 09:30.",
  },
  {
    rule: "mail-subject",
    bad: campaignOn("2027-05-20", `[Sabato, ${"Si legge insieme ".repeat(5)}]`),
    good: campaignOn("2027-05-20", "[Sabato, Si legge insieme]"),
    file: letter,
    line: 2,
    message: "about 84 letters",
  },
];
