import { type Field, isAsked } from "../../content/schema/field.ts";
import type { Form } from "../../content/schema/form.ts";

type PageBreak = Extract<Field, { type: "page" }>;

/** `form` with each question on a screen of its own, `welcome` as the screen that invites, and consents under `last`. */
export function oneByOne(form: Form, welcome: NonNullable<Form["welcome"]>, last: string): Form {
  const names = new Set(form.fields.map(({ name }) => name));
  const fields = apart(form.fields, names);
  // What is read back stands before the button anyway.
  if (form.consents.length > 0 && !form.review) {
    fields.push({ type: "page", name: freeName(names) }, { type: "note", name: freeName(names), text: last });
  }
  return { ...form, welcome: form.welcome ?? welcome, fields };
}

/** The fields with a boundary before each question but the first; hidden values and notes stay with what follows. */
function apart(fields: readonly Field[], names: Set<string>): Field[] {
  const made: Field[] = [];
  let page: PageBreak | undefined;
  let next: Field[] = [];
  let isFull = false;
  for (const field of fields) {
    if (field.type === "page") {
      page = field;
      isFull = false;
      made.push(...next, field);
      next = [];
    } else if (isAsked(field)) {
      if (isFull) made.push({ type: "page", name: freeName(names), ...(page?.when && { when: page.when }) });
      made.push(...next, field);
      next = [];
      isFull = true;
    } else next.push(field);
  }
  return [...made, ...next];
}

/** A name for a boundary that no field has. */
function freeName(names: Set<string>): string {
  let number = 1;
  while (names.has(`screen-${number}`)) number++;
  const name = `screen-${number}`;
  names.add(name);
  return name;
}
