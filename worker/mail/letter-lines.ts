import type { LetterWords } from "./letter.tsx";

/** What stands below every letter to a lead, as plain text. */
export function footLines(words: LetterWords): string[] {
  return [
    "-- ",
    words.reason,
    words.rights,
    `${words.privacyLabel}: ${words.privacyLink}`,
    ...(words.preferences === undefined ? [] : [`${words.preferences.label}: ${words.preferences.link}`]),
    "",
    words.ownerName,
    ...words.owner,
    "",
  ];
}

/** The code that a letter brings, as plain text. */
export function codeLines(code: LetterWords["code"]): string[] {
  return code === undefined ? [] : [`${code.label}: ${code.code}`, ""];
}
