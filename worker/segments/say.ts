import { fill } from "../../content/schema/locales/worker.ts";
import type { LeadCondition, Question } from "../../content/schema/segment.ts";
import { operatorsIn, secondsAgo } from "../../content/schema/segment-check.ts";
import { type Operator, type SegmentField, segmentFields } from "../../content/schema/segment-fields.ts";
import { landingTitle, sourceName, type View } from "../desk/view.ts";

/** What people call the field `name`. */
export function sayField(name: string, view: View): string {
  const words = view.texts.segments;
  const [place = "", ...rest] = name.split(".");
  if (place === "consent") return fill(words.fields.consent, { purpose: rest.join(".") });
  if (place === "answer") return answerLabel(rest.join("."), view);
  if (place === "source" && rest.length > 0) {
    const [touch = "", key] = rest;
    if (key === undefined) return touch;
    return fill(touch === "first" ? words.fields.first : words.fields.last, { key });
  }
  return (words.fields as Record<string, string>)[name] ?? name;
}

/** The words above the field in the first form that asks it. */
function answerLabel(name: string, { catalog, labels }: View): string {
  for (const { fields } of Object.values(catalog.forms)) {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) continue;
    if ("label" in field && field.label !== undefined) return field.label;
    if (Object.hasOwn(labels, field.type)) return labels[field.type as keyof typeof labels];
  }
  return name;
}

/** What people call `value` of the field `name`. */
export function sayValue(name: string, value: string | number | boolean, view: View): string {
  const words = view.texts.segments;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  const text = String(value);
  const of = (list: Record<string, string>) => (Object.hasOwn(list, text) ? (list[text] ?? text) : text);
  if (name.startsWith("consent.")) return of(words.consentStates);
  switch (name) {
    case "status":
      return of(words.statuses);
    case "market":
      return of(words.markets);
    case "coupon":
      return of(words.couponStates);
    case "step":
      return of(words.steps);
    case "mail":
      return of(words.mails);
    case "stage":
      return of(words.stages);
    case "locale":
      return of(words.locales);
    case "landing":
      return landingTitle(view.catalog, text);
    case "source":
      return sourceName(text, view);
    default:
      return text;
  }
}

/** `question` as one sentence. */
export function sayQuestion(question: Question, view: View, isInner = false): string {
  const { joins } = view.texts.segments;
  if ("field" in question) return sayCondition(question, view);
  if ("not" in question) return fill(joins.not, { part: sayQuestion(question.not, view) });
  const [parts, join] = "all" in question ? [question.all, joins.all] : [question.any, joins.any];
  const said = parts.map((part) => sayQuestion(part, view, true)).join(join);
  return isInner && parts.length > 1 ? `(${said})` : said;
}

function sayCondition(condition: LeadCondition, view: View): string {
  const words = view.texts.segments;
  const field = segmentFields(view.catalog).get(condition.field);
  const parts = operatorsIn(condition).map((operator) => sayOperator(condition, operator, field, view));
  const { landing, magnet } = condition;
  return [
    sayField(condition.field, view),
    ...parts,
    ...(landing === undefined ? [] : [fill(words.on, { name: landingTitle(view.catalog, landing) })]),
    ...(magnet === undefined
      ? []
      : [fill(words.of, { name: view.catalog.magnets[magnet]?.title ?? magnet })]),
  ].join(" ");
}

function sayOperator(
  condition: LeadCondition,
  operator: Operator,
  field: SegmentField | undefined,
  view: View,
): string {
  const { operators, since, till, days, daysAgo } = view.texts.segments;
  const value = condition[operator];
  if (value === undefined) return "";
  if (operator === "empty") return value === true ? operators.empty : operators.filled;
  const isTime = field?.kind === "moment" || field?.kind === "day" || field?.limits.includes("time") === true;
  if (isTime && (operator === "from" || operator === "until" || operator === "within")) {
    const seconds = typeof value === "object" || field?.kind === "day" ? null : secondsAgo(value);
    const n = seconds === null ? 0 : Math.round(seconds / 86_400);
    if (operator === "within") return `${operators.within.replace(/ \S+$/, "")} ${fill(days, { n })}`;
    return `${operator === "from" ? since : till} ${seconds === null ? String(value) : fill(daysAgo, { n })}`;
  }
  const said = [value].flat().map((one) => sayValue(condition.field, one, view));
  // A state that reads as a verb needs none before it.
  if (operator === "is" && field?.kind === "event") return said.join(", ");
  return `${operators[operator]} ${said.join(", ")}`;
}
