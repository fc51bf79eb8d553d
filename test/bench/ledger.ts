import { spawn } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { verifyLedger } from "../../site/ledger/verify.ts";
import { root } from "../support/bundle.ts";
import { itsLock, makeRegister } from "../support/register.ts";
import { kept, median, type Section, spread } from "./table.ts";

/** How long the whole check may take, in seconds. */
const budget = 10;

/** The time that it takes to check a register of `count` receipts, and what is found after one flipped bit. */
export async function ledgerSection({ rounds, count }: { rounds: number; count: number }): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-ledger-"));
  const file = join(folder, "register.sqlite");
  try {
    makeRegister(file, count);
    const commands: number[] = [];
    for (let round = 0; round < rounds; round += 1) commands.push(await timeCommand(file));
    const chains = timeRows(file, rounds);
    const { size } = await stat(file);
    const found = findsFlip(file, Math.floor(count / 2));
    return {
      title: `A register of ${count} receipts (${Math.round(size / 1e6)} MB)`,
      headers: ["", "least", "median", "most", "budget", "kept"],
      rows: [
        [
          "npm run consent -- verify, s",
          ...spread(commands, 1),
          String(budget),
          kept(median(commands) < budget),
        ],
        ["the same inside one process, s", ...spread(chains, 1), "", ""],
        ["one flipped bit in the middle", "", found, "", "found", kept(found === "found")],
      ],
      notes: ["The command copies the file, lets SQLite check it, and reckons every hash in it anew."],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds that the command takes, whole. */
function timeCommand(file: string): Promise<number> {
  const began = performance.now();
  // That the project's own lock knows none of its words changes what it says, and not how long it takes.
  const child = spawn(process.execPath, ["site/scripts/consent.ts", "verify", "--file", file], {
    cwd: root,
    stdio: "ignore",
  });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", () => done((performance.now() - began) / 1000));
  });
}

function timeRows(file: string, rounds: number): number[] {
  return Array.from({ length: rounds }, () => {
    const db = new DatabaseSync(file, { readOnly: true });
    const began = performance.now();
    const { faults } = verifyLedger(db, { lock: itsLock, head: undefined });
    const seconds = (performance.now() - began) / 1000;
    db.close();
    if (faults.length > 0) throw new Error(`The register is not sound: ${faults[0]?.message}`);
    return seconds;
  });
}

/** Whether the change of the time of receipt `id` by one millisecond is told, and nothing else. */
function findsFlip(file: string, id: number): string {
  const db = new DatabaseSync(file);
  db.exec("BEGIN");
  const { sql } = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'receipt_no_update'").get() ?? {};
  db.exec(`DROP TRIGGER receipt_no_update; UPDATE receipt SET at = at + 1 WHERE id = ${id}; ${String(sql)}`);
  const { faults } = verifyLedger(db, { lock: itsLock, head: undefined });
  db.exec("ROLLBACK");
  db.close();
  const [only, ...more] = faults;
  return only?.message === `Receipt ${id} was changed after it was sealed.` && more.length === 0
    ? "found"
    : "NOT FOUND";
}
