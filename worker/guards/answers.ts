import { type Answers, answersSchema } from "../../content/schema/answers.ts";
import type { CatalogConsent, CatalogForm } from "../../content/schema/catalog.ts";
import { type Constraints, constraintsOf } from "../../content/schema/constraints.ts";
import { isAsked } from "../../content/schema/field.ts";
import type { Form } from "../../content/schema/form.ts";
import { type BundledTexts, fill } from "../../content/schema/locales/worker.ts";
import { applicable, type Given } from "../../content/schema/steps.ts";
import { readPhone } from "../phone.ts";
import type { Entries } from "./entries.ts";

/** Why one answer is refused, and the sentence that says so. */
export interface FieldError {
  /** The control's name. */
  field: string;
  code: keyof BundledTexts["errors"];
  message: string;
}

/** What the form makes of a post. */
export type Judgement =
  | { ok: true; answers: Answers; consents: CatalogConsent[] }
  | { ok: false; errors: FieldError[] };

// More would help nobody, and a hostile post can name thousands.
const mostErrors = 30;

/** What `form` makes of `entries`; `query` is that of the page, for hidden fields that take their value from it. */
export function judge(
  form: CatalogForm,
  entries: Entries,
  query: URLSearchParams,
  texts: BundledTexts,
): Judgement {
  const given = givenIn(form, entries, query);
  const errors = [
    ...unknownNames(form, entries).map((field) => ({ field, code: "unknown" as const })),
    ...missingConsents(form, entries),
  ];
  const judged = schemaOf(form).safeParse(given);
  const refused = (judged.error?.issues ?? []).map((issue) => ({
    field: String(issue.path[0]),
    code: codeOf(issue.message, texts),
  }));
  const numbers = phonesIn(form, judged.success ? judged.data : given, judged.success);
  const wrong = numbers
    .filter(({ number }) => number === null)
    .map(({ field }) => ({ field, code: "phone" as const }));
  const all = inOrder(form, [...refused, ...wrong, ...errors]).slice(0, mostErrors);
  if (judged.success && all.length === 0) {
    for (const { field, number } of numbers) if (number !== null) judged.data[field] = number;
    return {
      ok: true,
      answers: judged.data,
      consents: form.consents.filter((consent) => isTicked(entries, consent.purpose)),
    };
  }
  return { ok: false, errors: all.map((error) => ({ ...error, message: sentence(form, error, texts) })) };
}

/** The telephone numbers among `answers` as networks write them, or null for what can be none. */
function phonesIn(form: Form, answers: Given, judged: boolean): { field: string; number: string | null }[] {
  // What was accepted applies; what was refused is looked through once more.
  const fields = judged ? form.fields : applicable(form, answers);
  return fields.flatMap((field) => {
    const text = field.type === "phone" ? answers[field.name] : undefined;
    return field.type === "phone" && typeof text === "string" && text.trim() !== ""
      ? [{ field: field.name, number: readPhone(text, field.country) }]
      : [];
  });
}

const schemas = new WeakMap<Form, ReturnType<typeof answersSchema>>();

// A form's schema costs more to make than to use, and the catalog's forms live as long as the isolate.
function schemaOf(form: Form): ReturnType<typeof answersSchema> {
  const known = schemas.get(form);
  if (known !== undefined) return known;
  const schema = answersSchema(form.fields);
  schemas.set(form, schema);
  return schema;
}

/** Whether the visitor ticked `purpose`. */
function isTicked(entries: Entries, purpose: string): boolean {
  const value = entries.get(`consent-${purpose}`);
  return value === "yes" || value === "on" || value === "true" || value === true;
}

/** What was answered, not judged yet: each field by its name, hidden ones too. */
export function givenIn(form: Form, entries: Entries, query: URLSearchParams): Record<string, unknown> {
  const given: [string, unknown][] = [];
  for (const field of form.fields) {
    const value = entries.get(field.name);
    // Without script the control is empty, and the page's own address still knows.
    const fallback = field.type === "hidden" && field.query !== undefined ? query.get(field.query) : null;
    // What the author declared needs no sending.
    if (field.type === "hidden" && field.value !== undefined) given.push([field.name, field.value]);
    else if (value !== undefined && value !== "") given.push([field.name, value]);
    else if (fallback !== null) given.push([field.name, fallback]);
  }
  return Object.fromEntries(given);
}

function unknownNames(form: Form, entries: Entries): string[] {
  const names = new Set(
    form.fields.filter((field) => isAsked(field) || field.type === "hidden").map((field) => field.name),
  );
  for (const consent of form.consents) names.add(`consent-${consent.purpose}`);
  // Our own controls begin with one underscore; with two begins what every object has.
  return [...entries.keys()].filter((name) => !/^_(?!_)/.test(name) && !names.has(name));
}

function missingConsents(form: Form, entries: Entries) {
  return form.consents
    .filter((consent) => consent.required && !isTicked(entries, consent.purpose))
    .map((consent) => ({ field: `consent-${consent.purpose}`, code: "required_consent" as const }));
}

function codeOf(message: string, texts: BundledTexts): keyof BundledTexts["errors"] {
  return isErrorCode(message, texts) ? message : "pattern";
}

function isErrorCode(code: string, texts: BundledTexts): code is keyof BundledTexts["errors"] {
  return Object.hasOwn(texts.errors, code);
}

/** One error for each field, in the order in which the page asks. */
function inOrder(form: Form, errors: { field: string; code: keyof BundledTexts["errors"] }[]) {
  const order = [
    ...form.fields.map((field) => field.name),
    ...form.consents.map((consent) => `consent-${consent.purpose}`),
  ];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const first = errors.filter(
    (error, index) => errors.findIndex((other) => other.field === error.field) === index,
  );
  return first.sort((one, other) => place(one.field) - place(other.field));
}

function sentence(
  form: Form,
  error: { field: string; code: keyof BundledTexts["errors"] },
  texts: BundledTexts,
): string {
  const field = form.fields.find((candidate) => candidate.name === error.field);
  const limits: Partial<Constraints> = field !== undefined && isAsked(field) ? constraintsOf(field) : {};
  const bounds: Partial<Record<keyof BundledTexts["errors"], string | number | undefined>> = {
    too_short: limits.minLength,
    too_long: limits.maxLength,
    too_small: limits.min,
    too_large: limits.max,
  };
  const bound = bounds[error.code];
  return fill(texts.errors[error.code], bound === undefined ? {} : { limit: bound });
}
