import { env } from "cloudflare:workers";

/** Remembers the database as it is; what comes back makes it so again, much sooner than by doing everything anew. */
export async function rememberDatabase(): Promise<() => Promise<void>> {
  const { results } = await env.DB.prepare(
    `SELECT type, name, sql FROM sqlite_schema
      WHERE type IN ('table', 'trigger') AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name <> 'd1_migrations'`,
  ).all<{ type: string; name: string; sql: string }>();
  const tables = results.filter(({ type }) => type === "table").map(({ name }) => name);
  const triggers = results.filter(({ type }) => type === "trigger");
  const rows = await env.DB.batch<Record<string, unknown>>(
    tables.map((table) => env.DB.prepare(`SELECT * FROM "${table}"`)),
  );
  const again = tables.flatMap((table, place) =>
    (rows[place]?.results ?? []).map((row) => {
      const names = Object.keys(row);
      const marks = names.map((_, n) => `?${n + 1}`);
      return env.DB.prepare(
        `INSERT INTO "${table}" (${names.map((name) => `"${name}"`)}) VALUES (${marks})`,
      ).bind(...Object.values(row).map(boundAgain));
    }),
  );
  // What keeps rows from being changed steps aside for as long as they are put back.
  const statements = [
    env.DB.prepare("PRAGMA defer_foreign_keys = on"),
    ...triggers.map(({ name }) => env.DB.prepare(`DROP TRIGGER "${name}"`)),
    ...tables.map((table) => env.DB.prepare(`DELETE FROM "${table}"`)),
    ...again,
    ...triggers.map(({ sql }) => env.DB.prepare(sql)),
  ];
  return async () => void (await env.DB.batch(statements));
}

/** A value as it was written: bytes are read as a list of numbers. */
function boundAgain(value: unknown): unknown {
  return Array.isArray(value) ? new Uint8Array(value) : value;
}
