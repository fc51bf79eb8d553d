import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, it } from "vitest";
import { anApp, freshDatabase, submit } from "../support/worker-app.ts";
import { rememberDatabase } from "../support/worker-snapshot.ts";

/** Columns that hold the moment of the migration, which is another one each time. */
const moments: Record<string, string[]> = { d1_migrations: ["applied_at"], reminder: ["ends_at"] };

/** The schema, and every row of every table. */
async function whole() {
  const { results: schema } = await env.DB.prepare(
    `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB '_cf_*' ORDER BY type, name`,
  ).all<{ type: string; name: string }>();
  const tables = schema.filter(({ type }) => type === "table").map(({ name }) => name);
  const rows = await env.DB.batch<Record<string, unknown>>(
    tables.map((name) => env.DB.prepare(`SELECT * FROM "${name}"`)),
  );
  return { schema, rows: Object.fromEntries(tables.map((name, n) => [name, rows[n]?.results ?? []])) };
}

/** The same without the moments. */
async function timeless() {
  const { schema, rows } = await whole();
  for (const [table, columns] of Object.entries(moments))
    for (const row of rows[table] ?? []) for (const column of columns) delete row[column];
  return { schema, rows };
}

describe("the database that a test begins with", () => {
  it("is what the migrations make, the first time and every other", async ({ expect }) => {
    await freshDatabase();
    await reset();
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
    const made = await timeless();
    for (let n = 0; n < 2; n += 1) {
      await freshDatabase();
      expect(await timeless()).toEqual(made);
      await submit(anApp(), "sconto", { email: "ada@example.com" });
    }
  });

  it("comes back to what was remembered, to the last byte", async ({ expect }) => {
    await freshDatabase();
    const app = anApp();
    await submit(app, "sconto", { email: "ada@example.com" });
    await submit(app, "guida", { email: "bea@example.com", nome: "Bea D'Amico 🙂\n--;" });
    const before = await whole();
    const putBack = await rememberDatabase();
    await submit(app, "sconto", { email: "cleo@example.com" });
    await env.DB.prepare("DELETE FROM message").run();
    expect(await whole()).not.toEqual(before);
    await putBack();
    expect(await whole()).toEqual(before);
  });
});
