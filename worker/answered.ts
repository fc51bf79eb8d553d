import type { Answers } from "../content/schema/answers.ts";
import { type Field, isAsked } from "../content/schema/field.ts";
import { sayPhone } from "./phone.ts";

/** One field of a form with what was answered. */
export interface Answered {
  name: string;
  /** The form's words for it, or the usual ones. */
  label: string;
  /** Null for an answer whose field is no longer in the form. */
  type: Field["type"] | null;
  /** As it is stored; null where there is no answer. */
  value: string | string[] | null;
  /** As people read it. */
  text: string;
}

/** Every field of a form with its answer, in the form's order; then answers whose field is no longer in it. */
export function answeredFields(
  fields: readonly Field[],
  answers: Answers,
  labels: Record<string, string>,
): Answered[] {
  const answering = fields.filter((field) => isAsked(field) || field.type === "hidden");
  const known = answering.map((field): Answered => {
    const value = answers[field.name] ?? null;
    return {
      name: field.name,
      label: labelOf(field, labels),
      type: field.type,
      value,
      text: textOf(field, value),
    };
  });
  const names = new Set(answering.map(({ name }) => name));
  const old = Object.entries(answers)
    .filter(([name]) => !names.has(name))
    .map(
      ([name, value]): Answered => ({
        name,
        label: name,
        type: null,
        value,
        text: [value].flat().join(", "),
      }),
    );
  return [...known, ...old];
}

function labelOf(field: Field, labels: Record<string, string>): string {
  const own = "label" in field ? field.label : undefined;
  return own ?? labels[field.type] ?? field.name;
}

function textOf(field: Field, value: string | string[] | null): string {
  if (value === null) return "";
  if (field.type === "phone") return [value].flat().map(sayPhone).join(", ");
  const options = field.type === "choice" ? field.options : [];
  return [value]
    .flat()
    .map((each) => options.find((option) => option.value === each)?.label ?? each)
    .join(", ");
}
