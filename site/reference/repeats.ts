import { isRecord, type JsonSchema } from "./json-schema.ts";

/** Shorter parts cost no more where they stand. */
const leastLength = 200;

/** `schema` with every part that stands in it more than once written once, under `$defs`. */
export function withoutRepeats(schema: JsonSchema): JsonSchema {
  const counts = new Map<string, number>();
  count(schema, counts);
  const names = new Map<string, string>();
  for (const [text, times] of counts) {
    if (times > 1 && text.length >= leastLength) names.set(text, `part${names.size + 1}`);
  }
  const refer = (part: unknown): unknown => {
    const name = isRecord(part) ? names.get(JSON.stringify(part)) : undefined;
    return name === undefined ? mapped(part, refer) : { $ref: `#/$defs/${name}` };
  };
  const parts = [...names].map(([text, name]) => [name, mapped(JSON.parse(text), refer)]);
  const whole = mapped(schema, refer);
  return parts.length === 0
    ? (whole as JsonSchema)
    : { ...(whole as JsonSchema), $defs: Object.fromEntries(parts) };
}

/** `schema` with every part where it belongs again. */
export function withRepeats({ $defs = {}, ...schema }: JsonSchema): JsonSchema {
  const resolve = (part: unknown): unknown => {
    const name =
      isRecord(part) && typeof part["$ref"] === "string"
        ? /^#\/\$defs\/(.+)$/.exec(part["$ref"])?.[1]
        : undefined;
    return mapped(name === undefined ? part : $defs[name], resolve);
  };
  return resolve(schema) as JsonSchema;
}

function count(part: unknown, counts: Map<string, number>): void {
  if (typeof part !== "object" || part === null) return;
  if (isRecord(part)) {
    const text = JSON.stringify(part);
    const times = counts.get(text) ?? 0;
    counts.set(text, times + 1);
    // What stands in a repeated part is repeated with it, and needs no name of its own.
    if (times > 0 && text.length >= leastLength) return;
  }
  for (const inner of Object.values(part)) count(inner, counts);
}

function mapped(part: unknown, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(part)) return part.map(change);
  if (!isRecord(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, change(inner)]));
}
