import type { Condition } from "./condition.ts";
import { constraintsOf } from "./constraints.ts";
import { type Field, isAsked } from "./field.ts";

/** What a form asks, in its order. */
export interface Asking {
  fields: readonly Field[];
}

/** Answers as they came or as they were accepted; conditions are judged on either. */
export type Given = Readonly<Record<string, unknown>>;

/** One step of a form: what stands between two boundaries. */
export interface Step {
  /** The heading, where the author gave one. */
  title?: string;
  /** All that stands in it: questions, hidden values and notes. */
  fields: Exclude<Field, { type: "page" }>[];
}

/** One thing that must hold for a field to be asked: an earlier field has one of these values. */
export interface Clause {
  field: string;
  values: string[];
}

/** The steps of `form`, cut at every `page`; a form without one is a single step. */
export function stepsOf(form: Asking): Step[] {
  const steps: Step[] = [{ fields: [] }];
  for (const [place, field] of form.fields.entries()) {
    if (field.type !== "page") steps.at(-1)?.fields.push(field);
    else if (place === 0) steps[0] = begun(field.label);
    else steps.push(begun(field.label));
  }
  return steps;
}

function begun(title: string | undefined): Step {
  return { ...(title === undefined ? {} : { title }), fields: [] };
}

/** What must hold for each conditional field: its own condition, its page's, and those of the fields these lean on. */
export function conditionsOf(form: Asking): Map<string, Clause[]> {
  const known = new Map<string, Clause[]>();
  let page: Clause[] = [];
  for (const field of form.fields) {
    const own = clausesIn(field.when, known);
    if (field.type === "page") page = own;
    const all = field.type === "page" ? own : withoutTwins([...page, ...own]);
    if (all.length > 0) known.set(field.name, all);
  }
  return known;
}

/** Every clause that `form` uses, once, in the order of the fields that lean on it. */
export function clausesOf(form: Asking): Clause[] {
  return withoutTwins([...conditionsOf(form).values()].flat());
}

/** The place of `clause` among `clauses`. */
export function placeOf(clause: Clause, clauses: readonly Clause[]): number {
  return clauses.findIndex((other) => isSame(clause, other));
}

/** Whether any field of `form` is asked only on a condition. */
export function isConditional(form: Asking): boolean {
  return form.fields.some((field) => field.when !== undefined);
}

/** The fields of `form` that apply to one who has `given` these answers. */
export function applicable(form: Asking, given: Given): Field[] {
  const conditions = conditionsOf(form);
  return form.fields.filter(({ name }) =>
    (conditions.get(name) ?? []).every((clause) => holds(clause, given)),
  );
}

/** Whether `given` meets all of `condition`. */
export function isMet(condition: Condition, given: Given): boolean {
  return clausesIn(condition, new Map()).every((clause) => holds(clause, given));
}

/** The first of `outcomes` that `given` leads to, or none. */
export function outcomeOf<T extends { when: Condition }>(
  outcomes: readonly T[],
  given: Given,
): T | undefined {
  return outcomes.find((outcome) => isMet(outcome.when, given));
}

/** Whether `given` has one of the values that `clause` names. */
export function holds({ field, values }: Clause, given: Given): boolean {
  const said = Object.hasOwn(given, field) ? [given[field]].flat() : [];
  return said.some((value) => values.includes(String(value).normalize("NFC").trim()));
}

/** The answers that `field` may have, where they are a list; null where anything may come. */
export function listedValues(field: Field): readonly string[] | null {
  if (field.type === "hidden") return field.value === undefined ? null : [field.value];
  return (isAsked(field) && constraintsOf(field).options) || [];
}

function clausesIn(when: Condition | undefined, known: ReadonlyMap<string, Clause[]>): Clause[] {
  return Object.entries(when ?? {}).flatMap(([field, values]) => [
    ...(known.get(field) ?? []),
    { field, values: [values].flat() },
  ]);
}

function withoutTwins(clauses: Clause[]): Clause[] {
  return clauses.filter((clause, place) => placeOf(clause, clauses) === place);
}

function isSame(one: Clause, other: Clause): boolean {
  return one.field === other.field && one.values.join("\n") === other.values.join("\n");
}
