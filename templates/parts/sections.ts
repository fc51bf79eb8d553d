import type { Field } from "../../content/schema/field.ts";
import type { Form } from "../../content/schema/form.ts";
import { stepsOf } from "../../content/schema/steps.ts";

/** One screen of a form that is cut into several. */
export interface Section {
  kind: "welcome" | "fields" | "review";
  /** Its number in `data-step`: the welcome screen is 0. */
  at: number;
  title?: string;
  fields: Field[];
}

/** The screens of `form`; none where all of it stands on one. */
export function sectionsOf(form: Form): Section[] {
  const steps = stepsOf(form);
  const isOne = steps.length === 1 && steps[0]?.title === undefined;
  if (isOne && form.welcome === undefined && !form.review) return [];
  return [
    ...(form.welcome === undefined ? [] : [{ kind: "welcome" as const, at: 0, fields: [] }]),
    ...steps.map((step, place) => ({ kind: "fields" as const, at: place + 1, ...step })),
    ...(form.review ? [{ kind: "review" as const, at: steps.length + 1, fields: [] }] : []),
  ];
}
