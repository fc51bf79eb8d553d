import type { Answers } from "../../content/schema/answers.ts";
import type { Field } from "../../content/schema/field.ts";

const link = /https?:\/\/|\bwww\.|<a\s|\bhref\s*=|\[url[=\]]/gi;

const names: readonly Field["type"][] = ["given-name", "family-name", "name"];
const words: readonly Field["type"][] = [
  ...names,
  "company",
  "job-title",
  "city",
  "street-address",
  "text",
  "paragraph",
];

/** Nobody fills in a form in less, in milliseconds; a browser that does it for its owner may. */
const quick = 3000;

/**
 * Why `answers` look like a program's, or null.
 *
 * A link in a person's name is enough. All else is a hint, and one hint is none: a browser fills in a form in a second,
 * and people paste links.
 */
export function hintsIn(
  fields: readonly Field[],
  answers: Answers,
  took: number | null,
): "name-link" | "hints" | null {
  if (textsOf(fields, answers, names).some((text) => text.search(link) !== -1)) return "name-link";
  const texts = textsOf(fields, answers, words);
  const hints = [
    took !== null && took < quick,
    texts.length > 2 && new Set(texts).size === 1,
    texts.some((text) => (text.match(link) ?? []).length > 2),
  ];
  return hints.filter(Boolean).length > 1 ? "hints" : null;
}

function textsOf(fields: readonly Field[], answers: Answers, types: readonly Field["type"][]): string[] {
  return fields.flatMap((field) => {
    const answer = types.includes(field.type) && "name" in field ? answers[field.name] : undefined;
    return typeof answer === "string" && answer !== "" ? [answer] : [];
  });
}
