import { allLetters, type LetterEntry } from "../content/content.ts";
import { told } from "../mails/told.ts";
import { subjectsOf } from "./mails.ts";
import type { Rule, Spot } from "./rule.ts";

/** What filters, and readers, have seen too often: what is found, and what it is. */
const disliked: readonly { sign: RegExp; what: string }[] = [
  { sign: /!\s?!/, what: "more than one exclamation mark" },
  { sign: /[€$]{2,}/, what: "a row of signs for money" },
  { sign: /\b(?:gratis|free)\s?!/i, what: "a shout that it costs nothing" },
  { sign: /\b100\s?% (?:gratis|free)\b/i, what: "a hundred per cent for nothing" },
  {
    sign: /\b(?:clicca (?:qui|subito|ora)|click (?:here|now))\b/i,
    what: "words that say only where to press",
  },
  {
    sign: /\b(?:imperdibil[ei]|solo per oggi|ultimissim[aei]|affrettat[ei]|act now|hurry up)\b/i,
    what: "haste",
  },
  { sign: /\b(?:hai vinto|you(?:['’]ve| have) won)\b/i, what: "a prize that nobody took part for" },
  {
    sign: /\b(?:senza (?:alcun )?rischio|risk[- ]free|guadagn[aio] facil[ei]|easy money)\b/i,
    what: "a promise without risk",
  },
];

/** A subject that looks like an answer to a letter that was never written. */
const falseAnswer = /^\s*(?:re|r|fwd?|i)\s?:/i;

/** Two words in a row in capitals, one of them too long to be a sign for something. */
const capitals =
  /(?<!\p{L})(?:\p{Lu}{5,}(?:[\s,]+\p{Lu}{2,})+|\p{Lu}{2,}(?:[\s,]+\p{Lu}{2,})*[\s,]+\p{Lu}{5,})(?!\p{L})/u;

export const mailWordRules: Rule[] = [
  {
    id: "mail-words",
    severity: "note",
    reason: "Filters count such words, and readers do: what shouts is taken for an advertisement.",
    source: "Apache SpamAssassin, rules on subjects and bodies; Gmail, Email sender guidelines",
    cure: "Say the same in a quiet voice, or leave it out.",
    check: ({ content }) => allLetters(content).flatMap(wordsIn),
  },
  {
    id: "mail-send",
    severity: "warning",
    reason: "A campaign whose day is over cannot be approved any more; one in the archive was sent.",
    source: "Imbuto, the authors' contract",
    cure: 'Give "send" a day that is to come; delete the key to send it as soon as it is approved.',
    check: ({ content, today }) =>
      content.campaigns.flatMap(({ file, campaign }) =>
        campaign.send !== undefined && campaign.archive === undefined && campaign.send.slice(0, 10) < today
          ? [{ file, at: ["send"], message: `It was to go out at ${campaign.send}.` }]
          : [],
      ),
  },
];

function wordsIn(letter: LetterEntry): Spot[] {
  const { file, body, written, bodyLine } = letter;
  const spot = (at: Spot["at"], text: string) => {
    const found = foundIn(text);
    return found === null ? [] : [{ file, at, message: `"${found.words}": ${found.what}.` }];
  };
  const subjects = subjectsOf(letter).flatMap(({ pieces, at }) => {
    const text = told(pieces);
    return falseAnswer.test(text)
      ? [{ file, at, message: `The subject looks like an answer: "${text}".` }]
      : spot(at, text);
  });
  const preheader = body.preheader === undefined ? [] : spot(["preheader"], told(body.preheader));
  const lines = written.split("\n").flatMap((line, place) => spot(bodyLine + place, line));
  return [...subjects, ...preheader, ...lines];
}

function foundIn(text: string): { what: string; words: string } | null {
  for (const { sign, what } of [...disliked, { sign: capitals, what: "words in capitals" }]) {
    const words = sign.exec(text)?.[0].trim();
    if (words !== undefined) return { what, words };
  }
  return null;
}
