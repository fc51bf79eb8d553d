import { nearestOf } from "../../content/schema/explain.ts";
import { type Field, isAsked } from "../../content/schema/field.ts";
import type { Form } from "../../content/schema/form.ts";
import { type MailWord, mailWords } from "../../content/schema/mail-body.ts";
import { listedValues } from "../../content/schema/steps.ts";
import type { Marks } from "./pieces.ts";

/** What a name may stand for in one mail. */
export interface Nameable {
  /** The forms whose answers may come with it. */
  forms: readonly Form[];
  /** What the Worker knows of it. */
  words: readonly MailWord[];
  /** Whether it may reach people who answered no form of these, so that every name needs other words. */
  open?: boolean;
}

/** Takes a mistake at `index` of the text. */
type Tell = (index: number, message: string, cure: string) => void;

/** `{nome|amico}` and `{mail.title}`; what stands after "=" is the value of a block's key. */
const named = /(?<![={\\])\{([a-z][\w-]*(?:\.[a-z]+)?)(?:\|([^{}\n]*))?\}/g;

/** `text` with marks in place of its named words; a name that nothing answers to is told. */
export function markNames(text: string, marks: Marks, nameable: Nameable, tell: Tell): string {
  return text.replace(named, (whole, name: string, otherwise: string | undefined, index: number) => {
    const wrong = wrongIn(name, otherwise, nameable);
    if (wrong !== null) {
      tell(index, wrong.message, wrong.cure);
      return whole.replaceAll(/[{}]/g, "");
    }
    const word = mailWords.find((one) => name === `mail.${one}`);
    return marks.of(word === undefined ? { field: name, otherwise: otherwise?.trim() ?? "" } : { own: word });
  });
}

/** `text` with its named words as somebody reads them of whom nothing is known. */
export function withOtherwise(text: string): string {
  return text.replace(named, (_, _name: string, otherwise = "") => otherwise.trim().replace(/[<{]/g, "\\$&"));
}

interface Wrong {
  message: string;
  cure: string;
}

function wrongIn(
  name: string,
  otherwise: string | undefined,
  { forms, words, open = false }: Nameable,
): Wrong | null {
  const own = words.map((word) => `mail.${word}`);
  if (own.includes(name)) return null;
  const fields = forms.map((form) => form.fields.find((field) => field.name === name));
  const asked = fields.filter((field) => field !== undefined);
  if (asked.length === 0) {
    const known = [...new Set([...forms.flatMap(nameableIn), ...own])];
    return { message: `No form that leads to this mail asks "${name}".`, cure: cureOf(name, known) };
  }
  const unfit = asked.find((field) => !isFit(field));
  if (unfit !== undefined) {
    const message = `An answer of the type "${unfit.type}" does not stand in a mail.`;
    return { message, cure: "Leave it out: whoever fills in a form could have anything sent to anybody." };
  }
  const isSure = !open && asked.length === forms.length && asked.every(isAlwaysAnswered);
  if (otherwise !== undefined || isSure) return null;
  const message = `Not everyone has an answer to "${name}" that is fit for a mail.`;
  return { message, cure: `Say what stands there otherwise: {${name}|…}.` };
}

/** The words for a name that nothing answers to. */
export function cureOf(name: string, known: readonly string[]): string {
  const nearest = nearestOf(name, known);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  return known.length === 0 ? "Leave it out." : `Names there are: ${known.join(", ")}.`;
}

/** The names of the fields of `form` whose answers may stand in a mail. */
function nameableIn(form: Form): string[] {
  return form.fields.filter(isFit).map(({ name }) => name);
}

/** A mail goes to an address that anyone may have typed: no answer stands in it that could be an address or a letter. */
function isFit(field: Field): boolean {
  if (field.type === "hidden") return field.value !== undefined;
  return isAsked(field) && fit.has(field.type);
}

const fit: ReadonlySet<Field["type"]> = new Set([
  "given-name",
  "family-name",
  "name",
  "company",
  "job-title",
  "city",
  "province",
  "country",
  "text",
  "choice",
  "scale",
] as const);

function isAlwaysAnswered(field: Field): boolean {
  if (field.when !== undefined) return false;
  if (field.type === "hidden") return field.value !== undefined;
  const isDemanded = "required" in field && field.required;
  return isDemanded && (field.type === "scale" || (listedValues(field) ?? []).length > 0);
}
