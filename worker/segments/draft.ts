import { fill } from "../../content/schema/locales/worker.ts";
import type { LeadCondition, Question } from "../../content/schema/segment.ts";
import { operatorsIn, readQuestion, secondsAgo } from "../../content/schema/segment-check.ts";
import { type FieldKind, type SegmentField, segmentFields } from "../../content/schema/segment-fields.ts";
import type { Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { sayField } from "./say.ts";

/** The comparisons that the form offers for each kind; content knows more. */
export const offered: Readonly<Record<FieldKind, readonly string[]>> = {
  text: ["is", "not", "contains", "starts", "filled", "empty"],
  choice: ["is", "not"],
  number: ["from", "until", "is", "filled", "empty"],
  moment: ["within", "from", "until", "filled", "empty"],
  day: ["from", "until", "is", "filled", "empty"],
  flag: ["is"],
  event: ["is", "not"],
};

/** One line of the form. */
export interface DraftRow {
  field: string;
  operator: string;
  value: string;
}

/** A question as the form shows it: lines that may be changed, and parts that content alone could write. */
export interface Draft {
  match: "all" | "any";
  rows: DraftRow[];
  fixed: Question[];
}

/** The form that asks `question`. */
export function draftOf(question: Question | null): Draft {
  if (question === null) return { match: "all", rows: [], fixed: [] };
  const [match, parts] =
    "all" in question
      ? (["all", question.all] as const)
      : "any" in question
        ? (["any", question.any] as const)
        : (["all", [question]] as const);
  const rows = parts.map(rowOf);
  return {
    match,
    rows: rows.filter((row) => row !== null),
    fixed: parts.filter((_, place) => rows[place] === null),
  };
}

function rowOf(question: Question): DraftRow | null {
  if (!("field" in question)) return null;
  const [operator, ...others] = operatorsIn(question);
  if (operator === undefined || others.length > 0) return null;
  if (question.landing !== undefined || question.magnet !== undefined) return null;
  const { field } = question;
  const value = question[operator];
  if (operator === "empty") return { field, operator: value === true ? "empty" : "filled", value: "" };
  if (Array.isArray(value) || operator === "above" || operator === "below") return null;
  if (typeof value === "boolean") return { field, operator, value: value ? "yes" : "no" };
  return { field, operator, value: asTyped(operator, value) };
}

/** A number of days is shown as that number. */
function asTyped(operator: string, value: string | number | undefined): string {
  const seconds = typeof value === "string" && /[a-z]/.test(value) ? secondsAgo(value) : null;
  const isTime = operator === "within" || operator === "from" || operator === "until";
  return isTime && seconds !== null && seconds % 86_400 === 0
    ? String(seconds / 86_400)
    : String(value ?? "");
}

/** The question that `draft` asks, or what keeps it from being one; null where it asks nothing. */
export function questionIn(
  draft: Draft,
  view: View,
): { question: Question | null; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const rows = draft.rows.map((row, place) => {
    const read = conditionIn(row, view);
    if (typeof read === "string") problems.push({ field: `v${place}`, text: read });
    return read;
  });
  const parts = [...rows.filter((row) => typeof row !== "string"), ...draft.fixed];
  if (problems.length > 0 || parts.length === 0) return { question: null, problems };
  const question: Question = draft.match === "any" ? { any: parts } : { all: parts };
  const { mistakes } = readQuestion(question, view.catalog);
  if (mistakes.length === 0) return { question, problems };
  const { problems: words } = view.texts.segments;
  return {
    question: null,
    problems: mistakes.map(({ path }) => {
      const place = Number(path[1] ?? 0);
      const row = draft.rows[place];
      const text =
        row === undefined || path.length < 2
          ? words.many
          : fill(words.other, { field: sayField(row.field, view) });
      return { field: `v${place}`, text };
    }),
  };
}

/** The condition of one line, or the sentence that says what it lacks. */
function conditionIn({ field: name, operator, value }: DraftRow, view: View): LeadCondition | string {
  const words = view.texts.segments.problems;
  const label = { field: sayField(name, view) };
  const field = segmentFields(view.catalog).get(name);
  if (field === undefined || !offered[field.kind].includes(operator)) return fill(words.choice, label);
  if (operator === "empty" || operator === "filled") return { field: name, empty: operator === "empty" };
  const text = value.normalize("NFC").trim();
  if (text === "") return fill(words.value, label);
  const read = valueIn(text, field, operator);
  if (read === null) {
    if (field.kind === "number") return fill(words.number, label);
    return fill(field.kind === "moment" || field.kind === "day" ? words.day : words.choice, label);
  }
  return { field: name, [operator]: read };
}

function valueIn(text: string, { kind, values }: SegmentField, operator: string) {
  switch (kind) {
    case "number": {
      const number = Number(text.replace(",", "."));
      return Number.isFinite(number) ? number : null;
    }
    case "flag":
      return text === "yes" ? true : text === "no" ? false : null;
    case "moment": {
      const ago = /^\d{1,5}$/.test(text) ? `${text} days` : text;
      return secondsAgo(ago) !== null || (operator !== "within" && isDay(text)) ? ago : null;
    }
    case "day":
      return isDay(text) ? text : null;
    case "text":
    case "choice":
    case "event":
      return values !== null && (operator === "is" || operator === "not") && !values.includes(text)
        ? null
        : text;
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
