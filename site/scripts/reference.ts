import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { contractSchemas, schemaFiles } from "../reference/files.ts";
import { openTerminal } from "./terminal.ts";

const terminal = openTerminal();
for (const [file, text] of schemaFiles(contractSchemas(process.cwd()))) {
  await writeFile(join(process.cwd(), file), text);
  terminal.line(`  ${file}`);
}
