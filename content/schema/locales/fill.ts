const named = /(?:\b(i|a|da|de|ne|su)l )?\{(\w+)\}/gi;

/** `text` with its `{names}` replaced by `values`; Italian elides the article before 8 and 11: dall’8 all’11 marzo. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(named, (whole, article: string | undefined, name: string) => {
    if (!(name in values)) return whole;
    const value = String(values[name]);
    if (article === undefined) return value;
    return (/^(?:8|11(?!\d))/.test(value) ? elided(article) : `${article}l `) + value;
  });
}

function elided(article: string): string {
  if (/^i$/i.test(article)) return article === "I" ? "L’" : "l’";
  return `${article}ll’`;
}
