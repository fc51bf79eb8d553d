/** What filters, and readers, have seen too often in mails: what is found, and what it is. */
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
export const falseAnswer = /^\s*(?:re|r|fwd?|i)\s?:/i;

/** Two words in a row in capitals, one of them too long to be a sign for something. */
const capitals =
  /(?<!\p{L})(?:\p{Lu}{5,}(?:[\s,]+\p{Lu}{2,})+|\p{Lu}{2,}(?:[\s,]+\p{Lu}{2,})*[\s,]+\p{Lu}{5,})(?!\p{L})/u;

/** The first thing in `text` that filters dislike; null where there is none. */
export function dislikedIn(text: string): { what: string; words: string } | null {
  for (const { sign, what } of [...disliked, { sign: capitals, what: "words in capitals" }]) {
    const words = sign.exec(text)?.[0].trim();
    if (words !== undefined) return { what, words };
  }
  return null;
}
