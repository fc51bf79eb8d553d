import type { RuleCase } from "./check-case.ts";

const file = "content/mails/delivery.mdx";

/** A delivery with these keys and this text. */
function mail(keys: string, text = "Ecco la guida."): { [file]: string } {
  return { [file]: `---\n${keys}\n---\n\n${text}\n` };
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
];
