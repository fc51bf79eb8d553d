import { type JsonSchema, membersOf } from "./json-schema.ts";

/** Whether `schema` has a key at `path`, in any variant of any union on the way. */
export function hasKey(schema: JsonSchema, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  const inner = schema.properties?.[key];
  if (inner !== undefined && hasKey(inner, rest)) return true;
  if (schema.items !== undefined && hasKey(schema.items, path)) return true;
  return membersOf(schema).some((member) => hasKey(member, path));
}
