import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { KindName } from "./contract.ts";
import type { JsonSchema } from "./json-schema.ts";
import { withRepeats } from "./repeats.ts";

/** The JSON Schema of `name` as it lies in its file, where `npm run reference` wrote it. */
export async function readSchema(name: KindName): Promise<JsonSchema> {
  const file = join(process.cwd(), "content/schema/json", `${name}.json`);
  return withRepeats(JSON.parse(await readFile(file, "utf8")));
}
