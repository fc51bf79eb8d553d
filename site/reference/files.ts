import { join } from "node:path";
import { type KindName, kinds } from "./contract.ts";
import { addExamples, shareExamples, wholeExamples } from "./examples.ts";
import { type JsonSchema, jsonSchemaOf } from "./json-schema.ts";
import { withoutRepeats } from "./repeats.ts";
import { readComments } from "./sentences.ts";

/** Where the JSON Schemas lie, from the project's root. */
const schemaFolder = "content/schema/json";

/** The JSON Schemas of the contract below `root`, every key with its sentence and an example. */
export function contractSchemas(root: string): Record<KindName, JsonSchema> {
  const comments = readComments(root, kinds);
  const names = Object.keys(kinds) as KindName[];
  const schemas = names.map((name) => {
    const schema = jsonSchemaOf(kinds[name], comments[name]);
    addExamples(schema, wholeExamples(name));
    return [name, schema] as const;
  });
  shareExamples(schemas.map(([, schema]) => schema));
  return Object.fromEntries(schemas) as Record<KindName, JsonSchema>;
}

/** The files that editors read, of `schemas`: their paths from the project's root, and what they say. */
export function schemaFiles(schemas: Record<KindName, JsonSchema>): Map<string, string> {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [
      join(schemaFolder, `${name}.json`),
      `${JSON.stringify(withoutRepeats(schema), null, 1)}\n`,
    ]),
  );
}
