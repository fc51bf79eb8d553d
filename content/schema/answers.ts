import * as z from "zod";
import { constraintsOf } from "./constraints.ts";
import { isOnStep } from "./decimal.ts";
import { type AskedField, type Field, isAsked } from "./field.ts";
import { isTaxCode, isVatNumber } from "./italian-codes.ts";
import { conditionsOf, holds, isConditional } from "./steps.ts";

/** What a visitor typed, once accepted: text for each field, or a list where several may be chosen. */
export type Answers = Record<string, string | string[]>;

/** Why an answer is refused; the sentence for people is in the locale, under `errors`. */
export const answerErrors = [
  "required",
  "email",
  "phone",
  "url",
  "too_short",
  "too_long",
  "pattern",
  "number",
  "too_small",
  "too_large",
  "step",
  "date",
  "option",
  "postal_code",
  "vat",
  "tax_code",
] as const;
export type AnswerError = (typeof answerErrors)[number];

/**
 * The schema that answers to `fields` must meet, on the page and in the Worker alike; every message is an `AnswerError`.
 * What was sent for a field that does not apply is dropped, and never missed.
 */
export function answersSchema(fields: readonly Field[]): z.ZodType<Answers> {
  const shape: Record<string, z.ZodType> = {};
  for (const field of fields) {
    if (isAsked(field)) shape[field.name] = answerSchema(field);
    if (field.type === "hidden") shape[field.name] = hiddenAnswerSchema(field.value);
  }
  return isConditional({ fields }) ? inTurn(fields, shape) : atOnce(shape);
}

function atOnce(shape: Record<string, z.ZodType>): z.ZodType<Answers> {
  return z
    .strictObject(shape)
    .transform(
      (answers) =>
        Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as Answers,
    );
}

/** Judges field after field, for what is accepted decides what is asked next. */
function inTurn(fields: readonly Field[], shape: Record<string, z.ZodType>): z.ZodType<Answers> {
  const conditions = conditionsOf({ fields });
  return z.record(z.string(), z.unknown()).transform((given, context) => {
    const answers: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(shape)) {
      if (!(conditions.get(name) ?? []).every((clause) => holds(clause, answers))) continue;
      const judged = schema.safeParse(Object.hasOwn(given, name) ? given[name] : undefined);
      if (judged.success && judged.data !== undefined) answers[name] = judged.data;
      for (const { message } of judged.error?.issues ?? []) {
        context.addIssue({ code: "custom", path: [name], message });
      }
    }
    const keys = Object.keys(given).filter((name) => !Object.hasOwn(shape, name));
    if (keys.length > 0) context.addIssue({ code: "unrecognized_keys", keys, input: given });
    return answers as Answers;
  });
}

/** Text as it is kept: NFC, line breaks as \n and only where `lines` allows them, no other control characters. */
export function cleanText(text: string, lines = false): string {
  const unified = text.toWellFormed().replace(/\r\n?/g, "\n").replace(/\t/g, " ");
  // Browsers, too, make a space of a line break that is pasted into a single line.
  const kept = lines ? unified : unified.replace(/\n/g, " ");
  const plain = kept.replace(/\p{Cc}/gu, (character) => (character === "\n" ? character : ""));
  // Last, since letter and accent may have stood apart by what was taken away.
  return plain.normalize("NFC").trim();
}

/** The first `length` letters of `text`, in the count of HTML, and never half of one that counts as two. */
export function cutText(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd();
}

function hiddenAnswerSchema(value: string | undefined): z.ZodType {
  const sent = z.string().transform((text) => cutText(cleanText(text), 500));
  // What the author declared is never taken from the visitor.
  return value === undefined ? sent.optional() : sent.optional().transform(() => value);
}

function answerSchema(field: AskedField): z.ZodType {
  if (field.type === "choice" && field.multiple) return choicesSchema(field);
  const text = z
    .string({ error: (issue) => (issue.input === undefined ? "required" : "pattern") })
    .superRefine((value, context) => {
      const error = judge(field, value);
      if (error !== null) context.addIssue({ code: "custom", message: error });
    });
  return z.preprocess((value) => cleanAnswer(field, value), field.required ? text : text.optional());
}

/** `value` as it is kept, or undefined where nothing was answered. */
function cleanAnswer(field: AskedField, value: unknown): unknown {
  const numeric = field.type === "number" || field.type === "scale";
  const given = numeric && typeof value === "number" ? String(value) : value;
  if (typeof given !== "string") return given;
  const cleaned = tidy(field, cleanText(given, field.type === "paragraph"));
  return cleaned === "" ? undefined : cleaned;
}

function choicesSchema(field: AskedField & { type: "choice" }): z.ZodType {
  const values = new Set(field.options.map((option) => option.value));
  return z
    .preprocess(
      (value) => (typeof value === "string" ? [value] : value),
      z.array(z.string("option"), "option").default([]),
    )
    .transform((chosen) => [...new Set(chosen.filter((value) => value !== ""))])
    .refine((chosen) => chosen.every((value) => values.has(value)), "option")
    .refine((chosen) => !field.required || chosen.length > 0, "required")
    .transform((chosen) => (chosen.length === 0 ? undefined : chosen));
}

/** Forms that mean the same are kept the same. */
function tidy(field: AskedField, text: string): string {
  switch (field.type) {
    case "tax-code":
    case "province":
    case "country":
      return text.toUpperCase();
    case "email": {
      const at = text.lastIndexOf("@");
      return text.slice(0, at + 1) + text.slice(at + 1).toLowerCase();
    }
    default:
      return text;
  }
}

function judge(field: AskedField, value: string): AnswerError | null {
  const limits = constraintsOf(field);
  if (limits.maxLength !== undefined && value.length > limits.maxLength) return "too_long";
  if (limits.minLength !== undefined && value.length < limits.minLength) return "too_short";
  if (limits.options !== undefined && !limits.options.includes(value)) return "option";
  if (limits.pattern !== undefined && !matches(limits.pattern, value))
    return patternErrors[field.type] ?? "pattern";
  switch (field.type) {
    case "number":
    case "scale":
      return judgeNumber(value, field);
    case "date":
    case "birthday":
    case "datetime":
      return judgeDate(value, limits);
    case "url":
      // A pattern knows nothing of ports and of brackets left open.
      return URL.canParse(value) ? null : "url";
    case "vat":
      return isVatNumber(value) ? null : "vat";
    case "tax-code":
      return isTaxCode(value) ? null : "tax_code";
    default:
      return null;
  }
}

/** The error of an answer that does not match its type's pattern, where it is not plain `pattern`. */
export const patternErrors: Partial<Record<AskedField["type"], AnswerError>> = {
  email: "email",
  phone: "phone",
  url: "url",
  number: "number",
  scale: "number",
  date: "date",
  birthday: "date",
  datetime: "date",
  "postal-code": "postal_code",
  vat: "vat",
  "tax-code": "tax_code",
};

function judgeNumber(text: string, field: AskedField & { type: "number" | "scale" }): AnswerError | null {
  const value = Number(text);
  if (!Number.isFinite(value)) return "number";
  if (field.min !== undefined && value < field.min) return "too_small";
  if (field.max !== undefined && value > field.max) return "too_large";
  const step = field.type === "number" ? field.step : 1;
  return isOnStep(text, field.min ?? 0, step) ? null : "step";
}

function judgeDate(value: string, limits: { min?: string; max?: string }): AnswerError | null {
  const day = value.slice(0, 10);
  const moment = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== day) return "date";
  if (limits.min !== undefined && value < limits.min) return "too_small";
  if (limits.max !== undefined && value > limits.max) return "too_large";
  return null;
}

/** Whether `value` matches `pattern` as the `pattern` attribute of HTML does: whole, with the v flag. */
function matches(pattern: string, value: string): boolean {
  const known = expressions.get(pattern);
  const expression = known ?? new RegExp(`^(?:${pattern})$`, "v");
  if (known === undefined) expressions.set(pattern, expression);
  return expression.test(value);
}

// Compiled once: with the v flag that takes far longer than matching does, and patterns are few.
const expressions = new Map<string, RegExp>();
