import { stringify } from "yaml";
import type { JsonSchema } from "./json-schema.ts";

/** One key of the reference. */
interface Row {
  key: string;
  /** What may be written, in words. */
  kind: string;
  isRequired: boolean;
  /** The default as YAML. */
  standard: string | undefined;
  sentence: string;
  /** An example as YAML, with its key. */
  example: string | undefined;
  /** What stands inside: keys, or the variants of a union. */
  inside: Group[];
}

/** Keys that stand together. */
export interface Group {
  /** Which variant of a union it is; empty where there is but one. */
  title: string;
  rows: Row[];
}

/** The keys of `schema`, variant by variant. */
export function groupsOf(schema: JsonSchema): Group[] {
  const members = variantsOf(schema).filter((member) => member.properties !== undefined);
  if (members.length < 2) return members.map((member) => ({ title: "", rows: rowsOf(member, []) }));
  const shared = sharedKeys(members);
  const first = members[0] ?? {};
  const common = rowsOf(first, shared);
  const own = members.map((member) => ({
    title: titleOf(member),
    rows: rowsOf(
      member,
      Object.keys(member.properties ?? {}).filter((key) => !shared.includes(key)),
    ),
  }));
  return [
    ...(common.length === 0 ? [] : [{ title: "All", rows: common }]),
    ...own.filter(({ rows }) => rows.length > 0),
  ];
}

/** The variants of `schema`, or itself; the entries' variants where it is a list. */
function variantsOf(schema: JsonSchema): JsonSchema[] {
  if (schema.properties !== undefined) return [schema];
  const members = schema.anyOf ?? schema.oneOf;
  if (members !== undefined) return members.flatMap(variantsOf);
  if (schema.items !== undefined) return variantsOf(schema.items);
  return typeof schema.additionalProperties === "object" ? variantsOf(schema.additionalProperties) : [];
}

/** Keys that mean the same in every one of `members`. */
function sharedKeys(members: readonly JsonSchema[]): string[] {
  const [first, ...others] = members.map((member) => member.properties ?? {});
  return Object.keys(first ?? {}).filter((key) => {
    const meaning = JSON.stringify(first?.[key]);
    return others.every((properties) => JSON.stringify(properties[key]) === meaning);
  });
}

function titleOf({ properties = {} }: JsonSchema): string {
  for (const key of ["template", "type", "kind"]) {
    const tag = properties[key];
    const values = tag?.enum ?? (tag?.const === undefined ? [] : [tag.const]);
    if (values.length > 0) return `${key}: ${values.join(", ")}`;
  }
  return `with ${Object.keys(properties).join(", ")}`;
}

function rowsOf(schema: JsonSchema, only: readonly string[]): Row[] {
  const keys = Object.entries(schema.properties ?? {});
  return keys
    .filter(([key]) => only.length === 0 || only.includes(key))
    .map(([key, inner]) => ({
      key,
      kind: kindOf(inner),
      isRequired: schema.required?.includes(key) === true && inner.default === undefined,
      standard: inner.default === undefined || isEmpty(inner.default) ? undefined : written(inner.default),
      sentence: inner.description ?? "",
      example: inner.examples === undefined ? undefined : stringify({ [key]: inner.examples[0] }).trim(),
      inside: groupsOf(inner),
    }));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function written(value: unknown): string {
  return stringify(value).trim();
}

/** What `schema` takes, in words. */
function kindOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return `a ${schema.$ref.replace(/^\.\/|\.json$/g, "")}`;
  if (schema.const !== undefined) return written(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(written).join(" | ");
  const members = schema.anyOf ?? schema.oneOf;
  if (members !== undefined) return [...new Set(members.map(kindOf))].join(" or ");
  switch (schema.type) {
    case "string":
      return `text${lengthsOf(schema)}`;
    case "number":
    case "integer":
      return `${schema.type === "integer" ? "whole number" : "number"}${boundsOf(schema)}`;
    case "boolean":
      return "true or false";
    case "array":
      return `list of ${schema.items === undefined ? "anything" : kindOf(schema.items)}${countsOf(schema)}`;
    case "object":
      return "keys";
    default:
      return "as below";
  }
}

function lengthsOf({ maxLength, format }: JsonSchema): string {
  if (format === "date") return ", a day";
  if (format === "uri") return ", an address";
  return maxLength === undefined ? "" : `, ≤ ${maxLength} characters`;
}

function boundsOf({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const low = exclusiveMinimum === undefined ? minimum : `over ${exclusiveMinimum}`;
  const isSafe = (bound: number | string | undefined) =>
    bound !== undefined && (typeof bound === "string" || Math.abs(bound) < Number.MAX_SAFE_INTEGER);
  if (isSafe(low) && isSafe(maximum)) return `, ${low} to ${maximum}`;
  if (isSafe(low)) return typeof low === "string" ? `, ${low}` : `, ≥ ${low}`;
  return isSafe(maximum) ? `, ≤ ${maximum}` : "";
}

function countsOf({ minItems, maxItems }: JsonSchema): string {
  if (minItems !== undefined && maxItems !== undefined) return `, ${minItems} to ${maxItems}`;
  return maxItems === undefined ? "" : `, ≤ ${maxItems}`;
}
