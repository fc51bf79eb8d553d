import type { Field } from "./field.ts";
import { isAsked } from "./field.ts";
import type { LeadCondition } from "./segment.ts";
import { sourceKeys } from "./source-keys.ts";

/** What is asked about, by what may be compared. */
export type FieldKind = "text" | "choice" | "number" | "moment" | "day" | "flag" | "event";

/** One thing that a segment may ask about. */
export interface SegmentField {
  kind: FieldKind;
  /** What it may be, where that is a list. */
  values: readonly string[] | null;
  /** What else may narrow it. */
  limits: readonly ("landing" | "magnet" | "time")[];
}

/** The names that a catalog, or content on its way into one, knows. */
export interface SegmentNames {
  landings: Readonly<Record<string, { stage: string; campaign?: string | undefined }>>;
  forms: Readonly<Record<string, { fields: readonly Field[]; consents: readonly { purpose: string }[] }>>;
  magnets: Readonly<Record<string, unknown>>;
}

export type Operator = Exclude<keyof LeadCondition, "field" | "landing" | "magnet">;

/** The comparisons of each kind, in the order in which people are offered them. */
export const operatorsOf: Readonly<Record<FieldKind, readonly Operator[]>> = {
  text: ["is", "not", "in", "contains", "starts", "empty"],
  choice: ["is", "not", "in", "empty"],
  number: ["from", "until", "above", "below", "is", "not", "in", "empty"],
  moment: ["within", "from", "until", "empty"],
  day: ["from", "until", "is", "not", "in", "empty"],
  flag: ["is"],
  event: ["is", "not", "in"],
};

/** Where a lead may stand, as the business marks it. */
export const leadStatuses = ["new", "contacted", "qualified", "customer", "lost"] as const;
export const consentStates = ["confirmed", "given", "withdrawn", "none"] as const;
export const markets = ["b2b", "b2c", "unknown"] as const;
export const couponStates = ["open", "redeemed", "expired", "voided", "none"] as const;
export const leadSteps = ["submitted", "confirmed", "downloaded", "redeemed"] as const;
export const mailStates = ["sent", "bounced"] as const;

const known = new WeakMap<SegmentNames, ReadonlyMap<string, SegmentField>>();

/** Everything that a segment may ask about, by name; the only names that ever reach the database. */
export function segmentFields(names: SegmentNames): ReadonlyMap<string, SegmentField> {
  const found = known.get(names) ?? fieldsIn(names);
  known.set(names, found);
  return found;
}

function fieldsIn(names: SegmentNames): ReadonlyMap<string, SegmentField> {
  const landings = Object.values(names.landings);
  const campaigns = landings.flatMap(({ campaign }) => campaign ?? []);
  return new Map<string, SegmentField>([
    ...["email", "phone", "given-name", "family-name", "name", "tag", "source"].map(textField),
    ["locale", choice(["it", "en"])],
    ["created", plain("moment")],
    ["seen", plain("moment")],
    ["confirmed", plain("moment")],
    ["score", plain("number")],
    ["quality", plain("number")],
    ["status", choice(leadStatuses)],
    ["market", choice(markets)],
    ["assignee", plain("choice")],
    ["disposable", plain("flag")],
    ["landing", choice(Object.keys(names.landings))],
    ["form", choice(Object.keys(names.forms))],
    ["campaign", choice([...new Set(campaigns)])],
    ["stage", choice(["awareness", "consideration", "decision"])],
    ["step", { kind: "event", values: leadSteps, limits: ["landing", "magnet", "time"] }],
    ["coupon", { kind: "event", values: couponStates, limits: ["landing", "magnet"] }],
    ["mail", { kind: "event", values: mailStates, limits: ["time"] }],
    ...purposesIn(names).map((purpose) => [`consent.${purpose}`, choice(consentStates)] as const),
    ...[...sourceKeys, "referrer"].flatMap((key) =>
      ["source", "source.first", "source.last"].map((touch) => textField(`${touch}.${key}`)),
    ),
    ...answersIn(names),
  ]);
}

function plain(kind: FieldKind): SegmentField {
  return { kind, values: null, limits: [] };
}

function choice(values: readonly string[]): SegmentField {
  return { kind: "choice", values, limits: [] };
}

function textField(name: string): readonly [string, SegmentField] {
  return [name, plain("text")];
}

function purposesIn({ forms }: SegmentNames): string[] {
  return [
    ...new Set(Object.values(forms).flatMap(({ consents }) => consents.map(({ purpose }) => purpose))),
  ].sort();
}

/** What forms ask, by name; where two ask different things under one name, it is text. */
function answersIn({ forms }: SegmentNames): (readonly [string, SegmentField])[] {
  const found = new Map<string, SegmentField>();
  for (const field of Object.values(forms).flatMap(({ fields }) => fields)) {
    if (!isAsked(field) && field.type !== "hidden") continue;
    const own = answerField(field);
    const other = found.get(`answer.${field.name}`);
    found.set(`answer.${field.name}`, other === undefined ? own : together(own, other));
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

function answerField(field: Field): SegmentField {
  switch (field.type) {
    case "number":
    case "scale":
      return plain("number");
    case "date":
    case "datetime":
    case "birthday":
      return plain("day");
    case "choice":
      return { kind: "text", values: field.options.map(({ value }) => value), limits: [] };
    default:
      return plain("text");
  }
}

function together(one: SegmentField, other: SegmentField): SegmentField {
  if (one.kind !== other.kind) return plain("text");
  const both = one.values === null || other.values === null ? null : [...one.values, ...other.values];
  return { ...one, values: both && [...new Set(both)] };
}
