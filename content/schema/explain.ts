import type * as z from "zod";

/** One mistake in content: where it stands below its file, what is wrong, and what mends it. */
export interface Mistake {
  path: (string | number)[];
  message: string;
  cure?: string;
}

/** What zod found wrong in `written`, an author's content, in words the author can act on. */
export function explain(schema: z.core.$ZodType, error: z.core.$ZodError, written: unknown): Mistake[] {
  return error.issues.flatMap((issue) => explainIssue(schema, issue, written));
}

function explainIssue(schema: z.core.$ZodType, issue: z.core.$ZodIssue, written: unknown): Mistake[] {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  const key = path.at(-1) ?? "";
  const found = valueAt(written, path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = keysAt(schema, path);
      return issue.keys.map((name) => ({
        path: [...path, name],
        message: `There is no key "${name}".`,
        cure: cureFor(name, known, "Known keys here"),
      }));
    }
    case "invalid_union":
      if (issue.errors.length > 0) return explainUnion(schema, issue, written);
      return [unknownWord(path, found, choicesAt(schema, path))];
    case "invalid_value":
      return [unknownWord(path, found, issue.values.map(String), issue.message)];
    case "invalid_type":
      if (found === undefined) return [{ path, message: `The key "${key}" is missing.`, cure: "Add it." }];
      if (issue.message.startsWith("Invalid input: expected object"))
        return [{ path, message: "Keys belong here.", ...keysCure(keysAt(schema, path)) }];
      return [{ path, message: issue.message.replace(/^Invalid input: /, "This is of the wrong kind: ") }];
    case "too_big":
      if (!issue.message.startsWith("Too big")) return [{ path, message: issue.message }];
      return [{ path, ...bound(issue.origin, "At most", issue.maximum, "Shorten it.") }];
    case "too_small":
      if (!issue.message.startsWith("Too small")) return [{ path, message: issue.message }];
      return [{ path, ...bound(issue.origin, "At least", issue.minimum, "Add to it.") }];
    default:
      return [{ path, message: issue.message }];
  }
}

function explainUnion(
  schema: z.core.$ZodType,
  issue: z.core.$ZodIssueInvalidUnion,
  written: unknown,
): Mistake[] {
  // Of the alternatives, the one whose mistake lies deepest is the one the author meant.
  const deepest = issue.errors.toSorted((one, other) => depth(other) - depth(one))[0] ?? [];
  return deepest.flatMap((inner) =>
    explainIssue(schema, { ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, written),
  );
}

/** What a bound means for text, for a list, and for a number. */
function bound(origin: string, side: "At most" | "At least", limit: number | bigint, cure: string) {
  if (origin === "string") return { message: `${side} ${limit} characters go here.`, cure };
  if (origin === "array") return { message: `${side} ${limit} entries go here.`, cure };
  return { message: `${side} ${limit} is allowed here.`, cure: "Correct the number." };
}

/** A value outside a list; a list of one is a rule of its own, and says so in its message. */
function unknownWord(path: Mistake["path"], found: unknown, allowed: string[], rule?: string): Mistake {
  if (found === undefined) {
    return {
      path,
      message: `The key "${path.at(-1) ?? ""}" is missing.`,
      cure: `Use one of: ${allowed.join(", ")}.`,
    };
  }
  if (rule !== undefined && !rule.startsWith("Invalid ")) return { path, message: rule };
  return {
    path,
    message: `"${String(found)}" is not known here.`,
    cure: cureFor(String(found), allowed, "Use one of"),
  };
}

function keysCure(known: string[]): Pick<Mistake, "cure"> {
  return known.length === 0 ? {} : { cure: `Write under it: ${known.join(", ")}.` };
}

function cureFor(word: string, known: string[], otherwise: string): string {
  const nearest = nearestOf(word, known);
  return nearest === undefined ? `${otherwise}: ${known.join(", ")}.` : `Did you mean "${nearest}"?`;
}

function valueAt(value: unknown, path: Mistake["path"]): unknown {
  return path.reduce<unknown>((inner, part) => {
    if (typeof inner !== "object" || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === String(part))?.[1];
  }, value);
}

function depth(issues: z.core.$ZodIssue[]): number {
  return Math.max(
    0,
    ...issues.map((issue) => issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0)),
  );
}

/** The one of `words` nearest to `word` by Levenshtein's distance, when it is near enough to be meant. */
export function nearestOf(word: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.far - other.far);
  const best = ranked[0];
  return best !== undefined && best.far <= Math.max(2, Math.floor(word.length / 3))
    ? best.candidate
    : undefined;
}

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const swap = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** Every key that objects at `path` of `schema` may have. */
function keysAt(schema: z.core.$ZodType, path: Mistake["path"]): string[] {
  const keys = schemasAt(schema, path).flatMap((found) => Object.keys(shapeOf(found) ?? {}));
  return [...new Set(keys)];
}

/** The values of the key that tells the alternatives at `path` apart. */
function choicesAt(schema: z.core.$ZodType, path: Mistake["path"]): string[] {
  const key = String(path.at(-1) ?? "");
  const found = schemasAt(schema, path.slice(0, -1)).map((parent) => shapeOf(parent)?.[key]);
  return found.flatMap((value) => (value === undefined ? [] : [...(value._zod.values ?? [])].map(String)));
}

function schemasAt(schema: z.core.$ZodType, path: Mistake["path"]): z.core.$ZodType[] {
  let found = unwrap(schema);
  for (const part of path) {
    found = found.flatMap((inner) => {
      const def = (inner as z.core.$ZodTypes)._zod.def;
      if (def.type === "object") return def.shape[part] === undefined ? [] : unwrap(def.shape[part]);
      if (def.type === "array") return unwrap(def.element);
      if (def.type === "record") return unwrap(def.valueType);
      return [];
    });
  }
  return found;
}

/** The schemas inside defaults, pipes and unions. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
      return unwrap(def.innerType);
    case "pipe":
      return [...unwrap(def.in), ...unwrap(def.out)];
    case "union":
      return def.options.flatMap(unwrap);
    default:
      return [schema];
  }
}

function shapeOf(schema: z.core.$ZodType): z.core.$ZodShape | undefined {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  return def.type === "object" ? def.shape : undefined;
}
