import { explain, type Mistake, nearestOf } from "./explain.ts";
import { durationSchema } from "./primitives.ts";
import { type LeadCondition, type Question, questionSchema, segmentBounds } from "./segment.ts";
import {
  type Operator,
  operatorsOf,
  type SegmentField,
  type SegmentNames,
  segmentFields,
} from "./segment-fields.ts";

type Path = Mistake["path"];
type Wrong = (key: string, message: string, cure: string) => void;

/** What `written` asks, where it is a question that `names` can answer; else every mistake in it. */
export function readQuestion(
  written: unknown,
  names: SegmentNames,
): { question: Question; mistakes: [] } | { question: null; mistakes: Mistake[] } {
  const large = tooLarge(written);
  if (large !== null) return { question: null, mistakes: [large] };
  const result = questionSchema.safeParse(written);
  if (!result.success)
    return { question: null, mistakes: explain(questionSchema, result.error, written).slice(0, 20) };
  const mistakes = questionMistakes(result.data, names);
  return mistakes.length === 0 ? { question: result.data, mistakes: [] } : { question: null, mistakes };
}

/** The field of the condition in `question` that `mistake` is about; empty where it is about the whole. */
export function fieldAt(question: unknown, { path }: Mistake): string {
  let found = question;
  for (const part of path) {
    if (typeof found !== "object" || found === null || Object.hasOwn(found, "field")) break;
    found = Object.entries(found).find(([key]) => key === String(part))?.[1];
  }
  const { field } = (found ?? {}) as { field?: unknown };
  return typeof field === "string" ? field : "";
}

/** What in `question` names something that is not among `names`, or compares it in a way that its kind does not know. */
export function questionMistakes(question: Question, names: SegmentNames, path: Path = []): Mistake[] {
  const large = tooLarge(question);
  return large === null ? mistakesIn(question, names, path) : [{ ...large, path: [...path] }];
}

/** Looked at before anything else, so that a question without end costs nothing; goes no deeper than it must. */
function tooLarge(question: unknown): Mistake | null {
  let left: number = segmentBounds.conditions;
  let open: unknown[] = [question];
  for (let depth = 0; open.length > 0; depth += 1) {
    const inner: unknown[] = [];
    for (const part of open) {
      const parts = partsOf(part);
      if (parts === null) left -= 1;
      else if (parts.length > segmentBounds.conditions) left = -1;
      else inner.push(...parts);
      if (left < 0) return { path: [], ...tooMany };
    }
    if (inner.length > 0 && depth >= segmentBounds.depth) return { path: [], ...tooDeep };
    open = inner;
  }
  return null;
}

const tooMany = {
  message: `A segment asks at most ${segmentBounds.conditions} conditions.`,
  cure: 'Use "in" with a list where one thing may be several, or make two segments.',
};
const tooDeep = {
  message: `Conditions stand at most ${segmentBounds.depth} deep in "all", "any" and "not".`,
  cure: "Ask it in a flatter way.",
};

/** What stands inside `part`; null where it is a condition by itself, or nothing that could be understood. */
function partsOf(part: unknown): unknown[] | null {
  if (typeof part !== "object" || part === null || Object.hasOwn(part, "field")) return null;
  const { all, any, not } = part as Record<string, unknown>;
  if (Array.isArray(all)) return all;
  if (Array.isArray(any)) return any;
  return not === undefined ? null : [not];
}

function mistakesIn(question: Question, names: SegmentNames, path: Path): Mistake[] {
  if ("field" in question) return conditionMistakes(question, names, path);
  const [key, parts] =
    "all" in question
      ? (["all", question.all] as const)
      : "any" in question
        ? (["any", question.any] as const)
        : (["not", question.not] as const);
  if (!Array.isArray(parts)) return mistakesIn(parts, names, [...path, key]);
  return parts.flatMap((part, place) => mistakesIn(part, names, [...path, key, place]));
}

function conditionMistakes(condition: LeadCondition, names: SegmentNames, path: Path): Mistake[] {
  const mistakes: Mistake[] = [];
  const wrong: Wrong = (key, message, cure) => mistakes.push({ path: [...path, key], message, cure });
  const fields = segmentFields(names);
  const field = fields.get(condition.field);
  if (field === undefined) {
    wrong("field", `Leads have no "${condition.field}".`, nearest(condition.field, [...fields.keys()]));
    return mistakes;
  }
  checkOperators(condition, field, wrong);
  if (mistakes.length > 0) return mistakes;
  checkLimits(condition, field, names, wrong);
  for (const operator of operatorsIn(condition)) {
    if (operator === "empty") continue;
    for (const value of [condition[operator]].flat()) checkValue(operator, value, field, wrong);
  }
  return mistakes;
}

const times: readonly Operator[] = ["from", "until", "within"];

/** The comparisons that `condition` makes. */
export function operatorsIn(condition: LeadCondition): Operator[] {
  const keys = Object.keys(condition) as (keyof LeadCondition)[];
  return keys.filter(
    (key): key is Operator =>
      key !== "field" && key !== "landing" && key !== "magnet" && condition[key] !== undefined,
  );
}

/** One comparison, or two ends of one range; what happens at a time may be narrowed by it, too. */
function checkOperators(condition: LeadCondition, field: SegmentField, wrong: Wrong): void {
  const asked = operatorsIn(condition);
  const isTimed = field.limits.includes("time");
  const allowed = operatorsOf[field.kind];
  for (const operator of asked) {
    if (allowed.includes(operator) || (isTimed && times.includes(operator))) continue;
    wrong(
      operator,
      `"${condition.field}" cannot be compared by "${operator}".`,
      `Use one of: ${allowed.join(", ")}.`,
    );
    return;
  }
  const main = isTimed ? asked.filter((operator) => !times.includes(operator)) : asked;
  const isRange = main.length === 2 && ["from until", "above below"].includes(main.toSorted().join(" "));
  if (main.length !== 1 && !isRange) {
    const message = main.length === 0 ? "This asks nothing." : "This asks two things at once.";
    wrong("field", message, `Use one of: ${allowed.join(", ")}.`);
  }
}

function checkLimits(condition: LeadCondition, field: SegmentField, names: SegmentNames, wrong: Wrong): void {
  for (const key of ["landing", "magnet"] as const) {
    const name = condition[key];
    if (name === undefined) continue;
    const known = Object.keys(names[`${key}s`]);
    if (!field.limits.includes(key))
      wrong(key, `"${condition.field}" is not narrowed by a ${key}.`, "Delete the key.");
    else if (!known.includes(name)) wrong(key, `There is no ${key} "${name}".`, nearest(name, known));
  }
}

function checkValue(
  operator: Operator,
  value: LeadCondition[Operator] | string,
  field: SegmentField,
  wrong: Wrong,
): void {
  const kind = times.includes(operator) && field.limits.includes("time") ? "moment" : field.kind;
  switch (kind) {
    case "number":
      if (typeof value !== "number") wrong(operator, "This is compared with a number.", "Write a number.");
      return;
    case "flag":
      if (typeof value !== "boolean") wrong(operator, "This is true or false.", "Write true or false.");
      return;
    case "day":
      if (!isDay(value)) wrong(operator, "This is compared with a day.", "Write a day: 2027-03-01.");
      return;
    case "moment":
      if (isTimeAgo(value) || (operator !== "within" && isDay(value))) return;
      wrong(
        operator,
        "This is compared with a day, or with a time ago.",
        operator === "within"
          ? "Write a time such as 30 days."
          : "Write 2027-03-01, or a time such as 30 days.",
      );
      return;
    case "text":
    case "choice":
    case "event":
      checkWord(operator, value, field, wrong);
  }
}

function checkWord(
  operator: Operator,
  value: LeadCondition[Operator] | string,
  { values }: SegmentField,
  wrong: Wrong,
): void {
  if (typeof value === "boolean") wrong(operator, "This is compared with words.", "Put the word in quotes.");
  else if (values !== null && ["is", "not", "in"].includes(operator) && !values.includes(String(value)))
    wrong(operator, `"${String(value)}" is not known here.`, nearest(String(value), values));
}

function isDay(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const moment = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(value);
}

/** So many seconds ago, where `value` says that; two centuries are enough. */
export function secondsAgo(value: unknown): number | null {
  const read = durationSchema.safeParse(value);
  return read.success && read.data <= 200 * 31_557_600 ? read.data : null;
}

function isTimeAgo(value: unknown): boolean {
  return secondsAgo(value) !== null;
}

function nearest(name: string, known: readonly string[]): string {
  const found = nearestOf(name.slice(0, 120), known);
  if (found !== undefined) return `Did you mean "${found}"?`;
  return known.length === 0 ? "There is none yet." : `Use one of: ${known.slice(0, 12).join(", ")}.`;
}
