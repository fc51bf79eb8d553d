import type { Dynamic } from "../../content/schema/catalog.ts";
import { fill } from "../../content/schema/locales/worker.ts";

/** The words that `query` chooses from the landing's lists, as the lists write them; only those that differ from the page. */
export function wordsChosen({ params }: Dynamic, query: URLSearchParams): Record<string, string> {
  const chosen: [string, string][] = [];
  for (const [name, { default: usual, options }] of Object.entries(params)) {
    const asked = canonical(query.get(name) ?? "");
    const option = options.find((word) => canonical(word) === asked);
    if (option !== undefined && option !== usual) chosen.push([name, option]);
  }
  return Object.fromEntries(chosen);
}

/** Writes the `chosen` words into the page, wherever it names them. */
export function writeWords(rewriter: HTMLRewriter, dynamic: Dynamic, chosen: Record<string, string>): void {
  if (Object.keys(chosen).length === 0) return;
  const { params, words } = dynamic;
  const usual = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]));
  rewriter
    .on("[data-param]", {
      element(place) {
        const name = place.getAttribute("data-param") ?? "";
        const word = Object.hasOwn(chosen, name) ? chosen[name] : undefined;
        if (word !== undefined) place.setInnerContent(word);
      },
    })
    .on("[data-words]", {
      element(place) {
        const name = place.getAttribute("data-words");
        const sentence = name === "title" || name === "intro" ? words[name] : undefined;
        if (sentence !== undefined) place.setInnerContent(fill(sentence, { ...usual, ...chosen }));
      },
    });
}

function canonical(word: string): string {
  return word.normalize("NFC").trim().toLowerCase();
}
