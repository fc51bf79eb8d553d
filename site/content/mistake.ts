/** One mistake in content, told so that its author can mend it. */
export interface ContentMistake {
  /** The file, from the project's root. */
  file: string;
  /** The line in that file, where it is known. */
  line?: number;
  /** The key, as in `fields.2.name`; empty when the mistake is the file itself. */
  key: string;
  message: string;
  /** What mends it. */
  cure: string;
}

/** `mistake` as lines of text: where, what, and what to do. */
export function tell(mistake: ContentMistake): string {
  const place = mistake.line === undefined ? mistake.file : `${mistake.file}:${mistake.line}`;
  const key = mistake.key === "" ? "" : `  ${mistake.key}`;
  return [`${place}${key}`, `  ${mistake.message}`, `  ${mistake.cure}`].join("\n");
}

/** All of `mistakes` as text, under a heading that counts them. */
export function tellAll(mistakes: readonly ContentMistake[]): string {
  const heading = mistakes.length === 1 ? "1 mistake in content" : `${mistakes.length} mistakes in content`;
  return [heading, ...mistakes.map(tell)].join("\n\n");
}

/** A new list of `mistakes` by file, and within a file by line. */
export function inOrder(mistakes: readonly ContentMistake[]): ContentMistake[] {
  return mistakes.toSorted((one, other) => {
    if (one.file !== other.file) return one.file < other.file ? -1 : 1;
    return (one.line ?? 0) - (other.line ?? 0);
  });
}
