import type { Condition } from "../../content/schema/condition.ts";
import { type Field, isAsked } from "../../content/schema/field.ts";
import type { Form } from "../../content/schema/form.ts";
import { listedValues } from "../../content/schema/steps.ts";
import { cureOf } from "./names.ts";

/** What is wrong with a condition on answers to `forms`: a field that none asks, or an answer that none can have. */
export function wrongCondition(
  condition: Condition,
  forms: readonly Form[],
): { message: string; cure: string } | null {
  for (const [name, wanted] of Object.entries(condition)) {
    const asked = forms.flatMap((form) =>
      form.fields.filter((field) => isAnswered(field) && field.name === name),
    );
    if (asked.length === 0) {
      const known = [
        ...new Set(forms.flatMap((form) => form.fields.filter(isAnswered).map((field) => field.name))),
      ];
      return { message: `No form that leads to this mail asks "${name}".`, cure: cureOf(name, known) };
    }
    const lists = asked.map(listedValues);
    // An empty list is a question that anything may answer.
    if (lists.some((list) => list === null || list.length === 0)) continue;
    const known = lists.flatMap((list) => list ?? []);
    for (const value of [wanted].flat()) {
      if (known.includes(value)) continue;
      return { message: `"${name}" is never answered with "${value}".`, cure: cureOf(value, known) };
    }
  }
  return null;
}

/** Screens and notes have names, and no answers. */
function isAnswered(field: Field): boolean {
  return field.type === "hidden" || isAsked(field);
}
