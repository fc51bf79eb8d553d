import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { isRecord, type JsonSchema, membersOf } from "./json-schema.ts";

/** The whole examples of one kind of content file, as values; `name` is that of their file. */
export function wholeExamples(name: string): unknown[] {
  const text = readFileSync(join(import.meta.dirname, "examples", `${name}.yaml`), "utf8");
  return parseAllDocuments(text).map((document) => {
    if ("errors" in document && document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS();
  });
}

/** Gives every key of `schema` the first value that `examples` have for it, or else one of the few it can take. */
export function addExamples(schema: JsonSchema, examples: readonly unknown[]): void {
  for (const example of examples) gather(schema, example);
  eachKey(schema, (_, inner) => {
    const few =
      inner.default ?? inner.const ?? inner.enum?.[0] ?? (inner.type === "boolean" ? true : undefined);
    if (few !== undefined && typeof few !== "object") inner.examples ??= [few];
  });
}

/** Gives keys without an example that of the same key elsewhere: in another template, type of field, or kind of file. */
export function shareExamples(schemas: readonly JsonSchema[]): void {
  const known = new Map<string, unknown[]>();
  for (const schema of schemas) {
    eachKey(schema, (key, { description, examples }) => {
      if (examples !== undefined) known.set(`${key} ${description}`, examples);
    });
  }
  for (const schema of schemas) {
    eachKey(schema, (key, inner) => {
      const examples = known.get(`${key} ${inner.description}`);
      if (examples !== undefined) inner.examples ??= examples;
    });
  }
}

/** Calls `act` for every key in `schema`, all the way down. */
function eachKey(schema: JsonSchema, act: (key: string, inner: JsonSchema) => void): void {
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    act(key, inner);
    eachKey(inner, act);
  }
  for (const inner of membersOf(schema)) eachKey(inner, act);
  if (schema.items !== undefined) eachKey(schema.items, act);
  if (typeof schema.additionalProperties === "object") eachKey(schema.additionalProperties, act);
}

function gather(schema: JsonSchema, value: unknown): void {
  if (Array.isArray(value)) {
    for (const member of [schema, ...membersOf(schema)]) {
      if (member.items !== undefined) for (const entry of value) gather(member.items, entry);
    }
  } else if (isRecord(value)) {
    if (schema.properties !== undefined) gatherKeys(schema.properties, value);
    else if (typeof schema.additionalProperties === "object")
      for (const entry of Object.values(value)) gather(schema.additionalProperties, entry);
    for (const member of membersOf(schema)) if (isFor(member, value)) gather(member, value);
  }
}

function gatherKeys(properties: Record<string, JsonSchema>, value: Record<string, unknown>): void {
  for (const [key, inner] of Object.entries(properties)) {
    if (!(key in value)) continue;
    // Groups of keys show the examples of their keys.
    if (!isRecord(value[key]) || inner.properties === undefined) inner.examples ??= [value[key]];
    gather(inner, value[key]);
  }
}

/** Whether `value` is written to `member` of a union: it has its keys, and the values that tell it apart. */
function isFor(member: JsonSchema, value: Record<string, unknown>): boolean {
  const { properties = {} } = member;
  return Object.entries(value).every(([key, inner]) => {
    const property = properties[key];
    if (property === undefined) return member.properties === undefined;
    if (property.const !== undefined) return property.const === inner;
    return property.enum === undefined || property.enum.includes(inner);
  });
}
