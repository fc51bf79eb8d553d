import { readFile, writeFile } from "node:fs/promises";
import * as z from "zod";
import { type DeployConfig, withDatabaseId } from "./config-file.ts";
import { Halt, haltWith } from "./halt.ts";
import type { Wrangler } from "./wrangler.ts";

const listSchema = z.array(z.object({ uuid: z.string(), name: z.string() }));
type Databases = z.output<typeof listSchema>;

/** What becomes of the database: it is there and known, there but its id is not in wrangler.toml, or missing. */
export type DatabaseState = { is: "known" } | { is: "found"; id: string } | { is: "missing" };

/** Looks up the database that `config` names. */
export async function databaseState(wrangler: Wrangler, { database }: DeployConfig): Promise<DatabaseState> {
  const all = await listDatabases(wrangler);
  if (database.id !== undefined) {
    if (all.some(({ uuid }) => uuid === database.id)) return { is: "known" };
    throw new Halt(
      `wrangler.toml names the database ${database.id}, and this account has no such database.`,
      `Log in to the account that has it (npx wrangler login), or take the line database_id out of wrangler.toml to use "${database.name}" in this one.`,
    );
  }
  const id = all.find(({ name }) => name === database.name)?.uuid;
  return id === undefined ? { is: "missing" } : { is: "found", id };
}

/** Creates the database `name` within the European Union, for it holds people's addresses; returns its id. */
export async function createDatabase(wrangler: Wrangler, name: string): Promise<string> {
  const { ok, text } = await wrangler(["d1", "create", name, "--jurisdiction", "eu"]);
  if (!ok) throw haltWith(`The database "${name}" could not be created. Cloudflare said:`, text);
  const id = (await listDatabases(wrangler)).find((database) => database.name === name)?.uuid;
  if (id === undefined)
    throw new Halt(
      `The database "${name}" was created but is not listed yet.`,
      "Wait a minute, then: npm run deploy",
    );
  return id;
}

/** Notes the database's id in the file wrangler.toml at `path`. */
export async function noteDatabase(path: string, id: string): Promise<void> {
  await writeFile(path, withDatabaseId(await readFile(path, "utf8"), id));
}

/** Brings the tables up to date; returns how many migrations that took. */
export async function applyMigrations(wrangler: Wrangler): Promise<number> {
  const { ok, text } = await wrangler(["d1", "migrations", "apply", "DB", "--remote"], 300);
  if (!ok)
    throw haltWith(
      "The migrations could not be applied; the one that failed was undone. Cloudflare said:",
      text,
    );
  return new Set(text.match(/\d{4}_[\w-]+\.sql/g)).size;
}

async function listDatabases(wrangler: Wrangler): Promise<Databases> {
  const { ok, stdout, text } = await wrangler(["d1", "list", "--json"]);
  if (!ok) throw haltWith("The list of databases could not be read. Cloudflare said:", text);
  return listSchema.parse(JSON.parse(stdout));
}
