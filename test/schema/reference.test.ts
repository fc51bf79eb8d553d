import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "vitest";
import { kinds } from "../../site/reference/contract.ts";
import { wholeExamples } from "../../site/reference/examples.ts";
import { contractSchemas, schemaFiles } from "../../site/reference/files.ts";
import { type JsonSchema, membersOf } from "../../site/reference/json-schema.ts";
import { counterparts } from "../../site/reference/meta.ts";
import { hasKey } from "../../site/reference/paths.ts";
import { withoutRepeats, withRepeats } from "../../site/reference/repeats.ts";

const root = join(import.meta.dirname, "../..");
const schemas = contractSchemas(root);

describe("the authors' reference", () => {
  it("has a sentence and an example for every key", ({ expect }) => {
    const bare = Object.entries(schemas).flatMap(([name, schema]) => bareKeys(schema, name));
    expect(bare).toEqual([]);
  });

  it.for(Object.entries(kinds))(
    "shows whole examples that the contract accepts: %s",
    ([name, kind], { expect }) => {
      for (const example of wholeExamples(name)) {
        expect(kind.schema.safeParse(example).error?.issues ?? []).toEqual([]);
      }
    },
  );

  it("lies beside the contract for editors as the contract stands (npm run reference)", async ({
    expect,
  }) => {
    for (const [file, text] of schemaFiles(schemas))
      expect(await readFile(join(root, file), "utf8")).toBe(text);
  });

  it.for(Object.entries(schemas))(
    "is written without repeats, and loses nothing by it: %s",
    ([, schema], { expect }) => {
      expect(withRepeats(withoutRepeats(schema))).toEqual(schema);
    },
  );

  it("names for each part of a Meta Instant Form a key that is there", ({ expect }) => {
    const missing = counterparts
      .flatMap(({ rows }) => rows)
      .filter(({ key }) => {
        const [kind = "", ...path] = key.split(".");
        const schema = Object.entries(schemas).find(([name]) => name === kind)?.[1];
        return schema === undefined || !hasKey(schema, path);
      });
    expect(missing).toEqual([]);
  });
});

/** Keys without a sentence; keys without an example, where they hold no keys of their own. */
function bareKeys(schema: JsonSchema, path: string): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const here = `${path}.${key}`;
    const isGroup = holdsKeys(inner);
    const bare = [
      ...(inner.description === undefined ? [`${here}: no sentence`] : []),
      ...(isGroup || inner.examples !== undefined ? [] : [`${here}: no example`]),
    ];
    return [...bare, ...bareKeys(inner, here)];
  });
  const entries = typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : [];
  const inside = [...entries, ...(schema.items === undefined ? [] : [schema.items]), ...membersOf(schema)];
  return [...own, ...inside.flatMap((inner) => bareKeys(inner, path))];
}

/** Whether what stands in `schema` are keys, whose examples say it all. */
function holdsKeys(schema: JsonSchema): boolean {
  const inside = [...membersOf(schema), ...(schema.items === undefined ? [] : [schema.items])];
  return schema.properties !== undefined || inside.some(holdsKeys);
}
