import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { unstable_splitSqlQuery as splitSql } from "wrangler";

/** What of D1 a migration needs. */
export interface MigratedDatabase {
  prepare(sql: string): MigratedStatement;
  batch(statements: MigratedStatement[]): Promise<unknown>;
}
interface MigratedStatement {
  bind(...values: unknown[]): MigratedStatement;
  all(): Promise<{ results: Record<string, unknown>[] }>;
}

// As `wrangler d1 migrations apply` has it, so that either can go on where the other stopped.
const ledger = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** Applies the migrations in `folder` that `database` has not seen, each as one transaction; returns their names. */
export async function migrate(database: MigratedDatabase, folder: string): Promise<string[]> {
  await database.prepare(ledger).all();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all();
  const seen = new Set(results.map((row) => row.name));
  const waiting = (await readdir(folder)).filter((name) => name.endsWith(".sql") && !seen.has(name)).sort();
  for (const name of waiting) {
    const statements = splitSql(await readFile(join(folder, name), "utf8")).map((sql) =>
      database.prepare(sql),
    );
    await database.batch([
      ...statements,
      database.prepare("INSERT INTO d1_migrations (name) VALUES (?1)").bind(name),
    ]);
  }
  return waiting;
}
