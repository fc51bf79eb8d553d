import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Opens the D1 that lies in `folder`; only once its runtime has stopped, for two writers' caches destroy a database. */
export function openDatabase(folder: string): DatabaseSync {
  for (const file of globSync("**/miniflare-D1DatabaseObject/*.sqlite", { cwd: folder })) {
    if (!file.endsWith("metadata.sqlite")) return new DatabaseSync(join(folder, file));
  }
  throw new Error(`No D1 lies in ${folder}.`);
}

/** How many rows `table` has in the D1 that lies in `folder`. */
export function countRows(folder: string, table: string): number {
  const database = openDatabase(folder);
  const row = database.prepare(`SELECT count(*) AS n FROM "${table}"`).get();
  database.close();
  return Number(row?.n);
}
