import { existsSync } from "node:fs";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { root } from "../support/bundle.ts";
import { runNode } from "../support/command.ts";
import { openDatabase } from "../support/database-file.ts";
import { send, submissionsOf } from "./clients.ts";
import { between, type Fault, type Stage } from "./fault.ts";
import { startRig } from "./rig.ts";

/** Copies with twenty bytes flipped are found out before they are used; and a restored database is the one that was. */
export const corruption: Fault = {
  name: "F17",
  title: "Corrupt and restored database",
  async run(stage) {
    const copies = stage.quick ? 3 : 20;
    const database = join(stage.folder, "database");
    const rig = await startRig({ ...stage.rig, database });
    await send(rig.direct, submissionsOf(stage.catalog, stage.quick ? 40 : 300));
    await rig.tick();
    await rig.stop();
    const backup = join(stage.folder, "backup.sqlite");
    const live = openDatabase(database);
    live.exec(`VACUUM INTO '${backup}'`);
    live.close();
    const found = { sqlite: 0, ledger: 0, neither: 0 };
    for (let number = 0; number < copies; number++) {
      const copy = join(stage.folder, `copy-${number}.sqlite`);
      await writeFile(copy, flipped(await readFile(backup), stage.random));
      const bySqlite = !isWhole(copy);
      const byLedger = await breaksLedger(copy);
      if (bySqlite) found.sqlite++;
      if (byLedger) found.ledger++;
      if (!bySqlite && !byLedger) found.neither++;
    }
    const restored = stage.quick
      ? { rows: "not in the short form", differing: 0 }
      : await drill(stage, database, backup);
    return {
      did: `${copies} copies with 20 random bytes flipped in each; an export and its restoration`,
      counts: {
        copies,
        "found by SQLite": found.sqlite,
        "found by the ledger": hasLedger ? found.ledger : "not there yet",
        "rows restored": restored.rows,
      },
      zeros: {
        "not found": found.neither,
        "sound backup refused": isWhole(backup) && !(await breaksLedger(backup)) ? 0 : 1,
        "tables that differ after restoring": restored.differing,
      },
    };
  },
};

const ledger = join(root, "site/scripts/consent.ts");
const hasLedger = existsSync(ledger);

/** The same bytes but for twenty. */
function flipped(bytes: Buffer, random: Stage["random"]): Buffer {
  for (let count = 0; count < 20; count++) {
    const place = between(random, 0, bytes.length - 1);
    bytes.writeUInt8(bytes.readUInt8(place) ^ between(random, 1, 255), place);
  }
  return bytes;
}

/** Whether SQLite finds nothing wrong with the file. */
function isWhole(file: string): boolean {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const found = [
        ...database.prepare("PRAGMA integrity_check").all(),
        ...database.prepare("PRAGMA foreign_key_check").all(),
      ];
      return found.length === 1 && Object.values(found[0] ?? {})[0] === "ok";
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** Whether the chain of receipts in the file is broken. */
async function breaksLedger(file: string): Promise<boolean> {
  if (!hasLedger) return false;
  return runNode([ledger, "verify", "--file", file], { root }).then(
    () => false,
    () => true,
  );
}

/** Exports the database as D1 does, loads that into a new one, and compares them row by row. */
async function drill({ folder }: Stage, database: string, backup: string) {
  const home = join(folder, "drill");
  await mkdir(join(home, ".wrangler/state"), { recursive: true });
  await cp(database, join(home, ".wrangler/state/v3"), { recursive: true });
  const d1 = { binding: "DB", database_name: "imbuto", database_id: "imbuto" };
  const config = join(home, "wrangler.json");
  await writeFile(
    config,
    JSON.stringify({ name: "imbuto", compatibility_date: "2026-10-01", d1_databases: [d1] }),
  );
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  const dump = join(home, "dump.sql");
  const local = ["--local", "--config", config, "--yes"];
  await runNode([wrangler, "d1", "export", "imbuto", "--output", dump, "--local", "--config", config], {
    root: home,
  });
  const fresh = join(home, "fresh");
  await runNode([wrangler, "d1", "execute", "imbuto", ...local, "--persist-to", fresh, "--file", dump], {
    root: home,
  });
  const before = contents(new DatabaseSync(backup, { readOnly: true }));
  const after = contents(openDatabase(fresh));
  const differing = [...before.keys()].filter((table) => before.get(table) !== after.get(table));
  const rows = [...before.values()].reduce((total, text) => total + text.split("\n").length - 1, 0);
  return { rows, differing: differing.length };
}

/** Every row of every table, and every table, index, view and trigger. */
function contents(database: DatabaseSync): Map<string, string> {
  const schema = database
    .prepare(
      "SELECT name, type, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' ORDER BY name",
    )
    .all();
  const tables = schema.filter(({ type }) => type === "table").map(({ name }) => String(name));
  const texts = tables.map((table): [string, string] => {
    const rows = database
      .prepare(`SELECT * FROM "${table}"`)
      .all()
      .map((row) => JSON.stringify(row));
    return [table, `${rows.sort().join("\n")}\n`];
  });
  const names = schema.map(({ name, type }) => `${type} ${name}`).join("\n");
  database.close();
  return new Map([["the schema", `${names}\n`], ...texts]);
}
