import { env } from "cloudflare:workers";

/** A table, index or trigger, and the statement that makes it. */
interface Made {
  type: string;
  name: string;
  sql: string | null;
}

/** Remembers the database as it is, tables and rows; what comes back makes an empty database the same, in one call. */
export async function rememberWhole(): Promise<() => Promise<void>> {
  const made = await everythingMade();
  const isTrigger = ({ type }: Made) => type === "trigger";
  return replay([
    ...made.filter((each) => !isTrigger(each)).map(({ sql }) => sql),
    ...(await rowsOf(made)),
    ...made.filter(isTrigger).map(({ sql }) => sql),
  ]);
}

/** Remembers the rows of the database; what comes back makes them so again, much sooner than by doing everything anew. */
export async function rememberDatabase(): Promise<() => Promise<void>> {
  const made = (await everythingMade()).filter(({ name }) => name !== "d1_migrations");
  const triggers = made.filter(({ type }) => type === "trigger");
  const tables = made.filter(({ type }) => type === "table");
  // What keeps rows from being changed steps aside for as long as they are put back.
  return replay([
    ...triggers.map(({ name }) => `DROP TRIGGER "${name}"`),
    ...tables.map(({ name }) => `DELETE FROM "${name}"`),
    ...(await rowsOf(made)),
    ...triggers.map(({ sql }) => sql),
  ]);
}

/** What the schema holds, in the order in which it was made. */
async function everythingMade(): Promise<Made[]> {
  const { results } = await env.DB.prepare(
    `SELECT type, name, sql FROM sqlite_schema
      WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' ORDER BY rowid`,
  ).all<Made>();
  return results;
}

/** The statements that fill the tables among `made` with the rows they have now. */
async function rowsOf(made: Made[]): Promise<string[]> {
  const tables = made.filter(({ type }) => type === "table").map(({ name }) => name);
  const columns = await env.DB.batch<{ name: string }>(
    tables.map((table) => env.DB.prepare("SELECT name FROM pragma_table_info(?1)").bind(table)),
  );
  // SQLite writes each value as its own language has it.
  const quoted = tables.map((_, place) =>
    (columns[place]?.results ?? []).map(({ name }) => `quote("${name}") AS "${name}"`).join(),
  );
  const rows = await env.DB.batch<Record<string, string>>(
    tables.map((table, place) => env.DB.prepare(`SELECT ${quoted[place]} FROM "${table}"`)),
  );
  return tables.flatMap((table, place) =>
    (rows[place]?.results ?? []).map((row) => {
      const names = Object.keys(row).map((name) => `"${name}"`);
      return `INSERT INTO "${table}" (${names}) VALUES (${Object.values(row)})`;
    }),
  );
}

/** Statements as few long ones: each one that is asked costs a way there and back. */
function replay(statements: (string | null)[]): () => Promise<void> {
  const long = [""];
  for (const sql of statements) {
    if (sql === null) continue;
    if ((long.at(-1) ?? "").length + sql.length > 50_000) long.push("");
    long.push(`${long.pop()}${sql};\n`);
  }
  const asked = ["PRAGMA defer_foreign_keys = on", ...long].map((sql) => env.DB.prepare(sql));
  return async () => void (await env.DB.batch(asked));
}
