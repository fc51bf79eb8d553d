/** A pattern for whole words or beginnings of words, in any case; accented letters are letters. */
export function phrase(...words: string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})`, "iu");
}

/** What several patterns find in `text`, by name. */
export function found(patterns: Readonly<Record<string, RegExp>>, text: string): string[] {
  return Object.keys(patterns).filter((name) => patterns[name]?.test(text));
}
