/** `text` with its capitals made small, as far as one letter stays one letter: what comparisons go by. */
export function folded(text: string): string {
  return Array.from(text.normalize("NFC"), small).join("");
}

/** SQL for `expression` folded likewise, as far as it matters to texts that are compared with `needles`, folded. */
export function foldedSql(expression: string, needles: readonly string[]): string {
  // SQLite makes A to Z small by itself; of the others only the letters that are looked for can decide.
  const letters = [...new Set(needles.flatMap((needle) => [...needle]))].flatMap((letter) => {
    const capital = letter.toUpperCase();
    return letter > "\u007f" && capital !== letter && small(capital) === letter ? [[capital, letter]] : [];
  });
  // A statement is only so deep; forty letters are more than an alphabet has.
  return letters
    .slice(0, 40)
    .reduce(
      (inner, [capital = "", letter = ""]) =>
        `replace(${inner}, char(${capital.codePointAt(0)}), char(${letter.codePointAt(0)}))`,
      `lower(${expression})`,
    );
}

function small(letter: string): string {
  const lower = letter.toLowerCase();
  return [...lower].length === 1 && lower.toUpperCase() === letter ? lower : letter;
}
