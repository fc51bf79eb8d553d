import * as z from "zod";
import { explain } from "../../content/schema/explain.ts";
import type { ContentDocument, KeyPath } from "./document.ts";
import type { ContentMistake } from "./mistake.ts";

/** A mistake at `path` of `document`. */
export function mistakeAt(
  document: ContentDocument,
  path: KeyPath,
  message: string,
  cure: string,
): ContentMistake {
  return { file: document.file, line: document.lineOf(path), key: path.join("."), message, cure };
}

/** What `schema` makes of `document`; every mistake goes to `mistakes`, and the answer is then null. */
export function judge<T extends z.ZodType>(
  document: ContentDocument,
  schema: T,
  mistakes: ContentMistake[],
): z.output<T> | null {
  const result = schema.safeParse(document.value);
  if (result.success) return result.data;
  for (const { path, message, cure } of explain(schema, result.error, document.value)) {
    mistakes.push(mistakeAt(document, path, message, cureAt(document.value, path, cure)));
  }
  return null;
}

/** The keys of `document` that meet `schema`, where others do not: what they refer to can be told of all the same. */
export function soundKeys<Shape extends z.ZodRawShape>(
  { value }: ContentDocument,
  { shape }: z.ZodObject<Shape>,
): Partial<z.output<z.ZodObject<Shape>>> {
  const sound = Object.entries(shape).flatMap(([key, schema]) => {
    const result = z.safeParse(schema, valueAt(value, [key]));
    return result.success && result.data !== undefined ? [[key, result.data] as const] : [];
  });
  // Each of the keys was taken by its own schema.
  return Object.fromEntries(sound) as Partial<z.output<z.ZodObject<Shape>>>;
}

function cureAt(value: unknown, path: KeyPath, cure: string | undefined): string {
  if (valueAt(value, path) === null) {
    return `Write something after "${path.at(-1)}:", or delete the key. A value that begins with "#" needs quotes.`;
  }
  return cure ?? "Correct it, or delete the key.";
}

/** What `value` holds at `path`. */
function valueAt(value: unknown, path: KeyPath): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.entries(found).find(([key]) => key === String(part))?.[1];
  }
  return found;
}
