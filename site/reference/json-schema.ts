import * as z from "zod";
import { formSchema } from "../../content/schema/form.ts";
import type { Kind } from "./contract.ts";
import type { Commented } from "./sentences.ts";

/** A JSON Schema as the reference and editors read it. */
export interface JsonSchema {
  $schema?: string;
  /** Another schema, in a file beside this one, or among the parts below. */
  $ref?: string;
  /** Parts that stand in more than one place. */
  $defs?: Record<string, JsonSchema>;
  title?: string;
  description?: string;
  examples?: unknown[];
  default?: unknown;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** The JSON Schema of what an author writes as `kind`, every key with its sentence. */
export function jsonSchemaOf(kind: Kind, comments: Commented): JsonSchema {
  const made = z.toJSONSchema(kind.schema, {
    io: "input",
    unrepresentable: "any",
    // Each template repeats the form's many keys; they are written once, in their own file.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== formSchema || kind.schema === formSchema) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      jsonSchema.$ref = "./form.json";
    },
  });
  // What JSON cannot say is no part of it.
  const schema: JsonSchema = JSON.parse(JSON.stringify(made));
  describe(schema, comments);
  return { ...schema, title: kind.title };
}

/** Writes the sentences of `comments` into `schema`, all the way down. */
function describe(schema: JsonSchema, comments: Commented): void {
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const sentence = comments.sentenceOf(key);
    if (sentence !== undefined) inner.description = sentence;
    describe(inner, comments.at(key));
  }
  if (schema.items !== undefined) describe(schema.items, comments.entries());
  if (typeof schema.additionalProperties === "object")
    describe(schema.additionalProperties, comments.entries());
  for (const member of membersOf(schema)) {
    describe(member, member.properties === undefined ? comments : memberOf(member, comments));
  }
}

/** What `schema` is one of. */
export function membersOf(schema: JsonSchema): JsonSchema[] {
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
}

function memberOf(member: JsonSchema, comments: Commented): Commented {
  const properties = Object.entries(member.properties ?? {});
  const tags = properties.flatMap(([key, { const: only, enum: several }]) => {
    const tag = only ?? several?.[0];
    return typeof tag === "string" && isTag(key) ? [[key, tag] as const] : [];
  });
  return comments.member(
    properties.map(([key]) => key),
    Object.fromEntries(tags),
  );
}

/** The keys by which the contract tells the members of a union apart. */
function isTag(key: string): boolean {
  return ["template", "type", "kind"].includes(key);
}

/** Whether `value` has keys: no list, and no word or number. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
