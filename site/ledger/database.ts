import { copyFile, glob, mkdtemp, open, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Halt, haltWith } from "../scripts/deploy/halt.ts";
import type { Wrangler } from "../scripts/deploy/wrangler.ts";

/** Which database is looked at. */
export interface Source {
  /** A database file or an export of one; without it, the database on this machine. */
  file: string | undefined;
  /** The database at Cloudflare. */
  remote: boolean;
}

/** A database that nothing is ever written to. */
export interface OpenLedger {
  db: DatabaseSync;
  /** Where it comes from, for people. */
  from: string;
  close(): Promise<void>;
}

/** Opens a copy of the database, so that the one in use is neither locked nor touched. */
export async function openLedger(root: string, source: Source, wrangler: Wrangler): Promise<OpenLedger> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-ledger-"));
  const clear = () => rm(folder, { recursive: true, force: true });
  try {
    const { db, from } = source.remote
      ? await openRemote(folder, wrangler)
      : await openFile(folder, source.file ?? (await localFile(root)));
    refuseWithoutTables(db, from);
    return {
      db,
      from,
      close() {
        db.close();
        return clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

type Opened = Omit<OpenLedger, "close">;

async function openRemote(folder: string, wrangler: Wrangler): Promise<Opened> {
  const file = join(folder, "export.sql");
  const { ok, text } = await wrangler(["d1", "export", "DB", "--remote", "--output", file], 600);
  if (!ok) throw haltWith("The database could not be exported. Cloudflare said:", text);
  return { db: await load(file), from: "the database at Cloudflare" };
}

async function openFile(folder: string, file: string): Promise<Opened> {
  if ((await stat(file).catch(() => null)) === null)
    throw new Halt(`There is no file ${file}.`, "Look at its name.");
  if (!(await isDatabase(file))) return { db: await load(file), from: file };
  const copy = join(folder, "copy.sqlite");
  await copyWhole(file, copy);
  return { db: new DatabaseSync(copy), from: file };
}

/** An export is a list of statements. */
async function load(file: string): Promise<DatabaseSync> {
  const db = new DatabaseSync(":memory:", { enableForeignKeyConstraints: false });
  try {
    db.exec(await readFile(file, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Halt(
      `${file} is neither a database nor an export of one: ${reason}.`,
      "An export is made by: npx wrangler d1 export DB --remote --output export.sql",
    );
  }
  return db;
}

async function isDatabase(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(15), 0, 15, 0);
    return buffer.toString("latin1") === "SQLite format 3";
  } finally {
    await handle.close();
  }
}

const mostCopies = 10;

/** Copies the database and what of it still lies in its log, again if somebody wrote meanwhile. */
async function copyWhole(file: string, copy: string): Promise<void> {
  for (let copies = 1; ; copies += 1) {
    const before = await stampOf(file);
    await copyFile(file, copy);
    await copyFile(`${file}-wal`, `${copy}-wal`).catch(() => rm(`${copy}-wal`, { force: true }));
    if ((await stampOf(file)) === before) return;
    if (copies === mostCopies)
      throw new Halt("The database is written to all the time.", "Stop what writes to it, then try again.");
  }
}

async function stampOf(file: string): Promise<string> {
  const both = await Promise.all([file, `${file}-wal`].map((part) => stat(part).catch(() => null)));
  return JSON.stringify(both.map((part) => [part?.mtimeMs, part?.size]));
}

/** The one database of this project on this machine. */
async function localFile(root: string): Promise<string> {
  const found: string[] = [];
  const state = join(root, ".wrangler/state");
  for await (const file of glob("**/miniflare-D1DatabaseObject/*.sqlite", { cwd: state })) {
    if (!file.endsWith("metadata.sqlite")) found.push(join(state, file));
  }
  const [only, ...more] = found.sort();
  if (only === undefined)
    throw new Halt(
      "There is no database on this machine yet.",
      "npm start makes one; --remote looks at Cloudflare's.",
    );
  if (more.length > 0)
    throw new Halt(
      "There is more than one database on this machine.",
      `Name one with --file:\n${found.join("\n")}`,
    );
  return only;
}

function refuseWithoutTables(db: DatabaseSync, from: string): void {
  const tables = db.prepare(
    "SELECT count(*) AS n FROM sqlite_schema WHERE name IN ('receipt', 'seal', 'page_copy')",
  );
  if (tables.get()?.["n"] === 3) return;
  db.close();
  throw new Halt(
    `${from} holds no register of consents.`,
    "Its tables come with the migrations: npm start, or npm run deploy.",
  );
}
