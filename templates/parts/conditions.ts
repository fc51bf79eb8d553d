import type { Form } from "../../content/schema/form.ts";
import { clausesOf, conditionsOf, isConditional, placeOf } from "../../content/schema/steps.ts";

/** The attribute that hides the field called `name` until its clauses hold. */
export function conditionOf(form: Form, name: string): { "data-if"?: string } {
  if (!isConditional(form)) return {};
  const all = clausesOf(form);
  const own = (conditionsOf(form).get(name) ?? []).map((clause) => placeOf(clause, all));
  return own.length === 0 ? {} : { "data-if": own.join(" ") };
}

/** The attribute that tells which clauses hold while `value` is chosen in the field called `name`. */
export function clausesMet(form: Form, name: string, value: string): { "data-c"?: string } {
  if (!isConditional(form)) return {};
  const met = [...clausesOf(form).entries()].filter(
    ([, clause]) => clause.field === name && clause.values.includes(value),
  );
  return met.length === 0 ? {} : { "data-c": met.map(([place]) => place).join(" ") };
}

/** The style sheet that shows conditional fields, or nothing where `form` has none. */
export function conditionsCss(form: Form): string {
  const count = clausesOf(form).length;
  if (count === 0) return "";
  // Rounded up, so that forms share the sheet, and the policy of the pages its hash.
  const rules = Array.from(
    { length: Math.ceil(count / 8) * 8 },
    (_, place) => `form:not(:has([data-c~="${place}"]:checked)) [data-if~="${place}"]`,
  );
  // Where the browser cannot ask this, everything is shown, and the Worker takes what applies.
  return `@supports selector(:has(a)){${rules.join(",")}{display:none}}`;
}
