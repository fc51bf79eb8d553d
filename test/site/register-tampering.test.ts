import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, it } from "vitest";
import { receiptColumns } from "../../content/schema/ledger.ts";
import { type Verdict, verifyLedger, verifyRows } from "../../site/ledger/verify.ts";
import { itsLock, makeRegister } from "../support/register.ts";

const count = 12;
const guards = ["receipt_no_update", "receipt_no_delete", "receipt_no_replace"].concat([
  "seal_no_update",
  "seal_no_delete",
  "seal_in_order",
  "page_copy_no_update",
  "page_copy_no_delete",
]);

let folder: string;
let file: string;
let db: DatabaseSync;
let head: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "imbuto-register-"));
  file = join(folder, "register.sqlite");
  makeRegister(file, count);
  db = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  // Whoever changes a file by hand asks no constraint, either.
  db.exec("PRAGMA ignore_check_constraints = ON");
  head = verify().head ?? "";
});

afterAll(() => {
  db.close();
  return rm(folder, { recursive: true, force: true });
});

function verify(database = db, noted?: string): Verdict {
  return verifyLedger(database, { lock: itsLock, head: noted });
}

/** What the rows tell after `change`, which is undone; without the help of the guards and of SQLite's own checks. */
function foundAfter(change: () => void, noted?: string): string[] {
  db.exec("BEGIN");
  try {
    for (const name of guards) db.exec(`DROP TRIGGER ${name}`);
    change();
    return verifyRows(db, { lock: itsLock, head: noted }).faults.map(({ message }) => message);
  } finally {
    db.exec("ROLLBACK");
  }
}

/** Values that differ from `value` in one bit: of every byte, or of a hundred bytes spread over a long one. */
function flips(value: unknown): (number | Uint8Array)[] {
  if (typeof value === "number") return [value ^ 1, value + 2 ** 8, value + 2 ** 16, value + 2 ** 40];
  const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value));
  const step = Math.max(1, Math.floor(bytes.length / 100));
  return Array.from(
    bytes.filter((_, place) => place % step === 0),
    (byte, nth) => {
      const copy = Buffer.from(bytes);
      copy[nth * step] = byte ^ (1 << (nth % 8));
      return copy;
    },
  );
}

/** Whether `change` is found, or cannot be made: two rows have one key then. */
function isFound(change: () => void): boolean {
  try {
    return foundAfter(change).length > 0;
  } catch (error) {
    if (/UNIQUE constraint failed/.test(String(error))) return true;
    throw error;
  }
}

/** How many flips of `column` in one row of `table` were made, and how many of them nobody noticed. */
function flipColumn(table: string, column: string, where: string): { made: number; unnoticed: number } {
  const row = db.prepare(`SELECT "${column}" AS value FROM "${table}" WHERE ${where}`).get();
  const value = row?.["value"];
  if (value === null) return { made: 0, unnoticed: 0 };
  const isText = typeof value === "string";
  let unnoticed = 0;
  const all = flips(value);
  for (const flipped of all) {
    const sql = `UPDATE "${table}" SET "${column}" = ${isText ? "CAST(?1 AS TEXT)" : "?1"} WHERE ${where}`;
    if (isFound(() => db.prepare(sql).run(flipped))) continue;
    unnoticed += 1;
  }
  return { made: all.length, unnoticed };
}

describe("one flipped bit in any byte", () => {
  for (const [table, where, columns] of [
    ["receipt", "id = 6", receiptColumns],
    ["receipt", `id = ${count}`, receiptColumns],
    ["seal", "receipt_id = 6", ["receipt_id", "hash"]],
    ["seal", `receipt_id = ${count}`, ["receipt_id", "hash"]],
    ["page_copy", "landing = 'guida'", ["build", "landing", "hash", "html", "form", "at", "seal"]],
  ] as const) {
    it(`is found in every column of ${table} where ${where}`, ({ expect }) => {
      const found = columns.map((column) => ({ column, ...flipColumn(table, column, where) }));
      expect(found.filter(({ unnoticed }) => unnoticed > 0)).toEqual([]);
      expect(found.filter(({ made }) => made === 0).map(({ column }) => column)).toEqual([]);
    }, 30_000);
  }

  it("is found when a value goes, or comes where there was none", ({ expect }) => {
    for (const column of ["submission_id", "version", "form_hash", "message_id"]) {
      expect(
        foundAfter(() => db.exec(`UPDATE receipt SET ${column} = NULL WHERE id = 6`)),
        column,
      ).toHaveLength(1);
    }
    expect(foundAfter(() => db.exec("UPDATE receipt SET message_id = '' WHERE id = 5"))).toHaveLength(1);
    expect(foundAfter(() => db.exec("UPDATE page_copy SET seal = NULL"))).toHaveLength(1);
  });
});

describe("rows that come, go or change places", () => {
  const renumber = (from: number, by: number) => `
    UPDATE receipt SET id = -id - ${by} WHERE id >= ${from}; UPDATE receipt SET id = -id WHERE id < 0;
    UPDATE seal SET receipt_id = -receipt_id - ${by} WHERE receipt_id >= ${from};
    UPDATE seal SET receipt_id = -receipt_id WHERE receipt_id < 0;`;
  const columns = receiptColumns.filter((column) => column !== "id").join(", ");
  const insert = (id: number) =>
    `INSERT INTO receipt (id, ${columns}) SELECT ${id}, ${columns} FROM receipt WHERE id = 2`;
  const swap = (table: string, key: string, one: number, other: number) => `
    UPDATE ${table} SET ${key} = -1 WHERE ${key} = ${one}; UPDATE ${table} SET ${key} = ${one} WHERE ${key} = ${other};
    UPDATE ${table} SET ${key} = ${other} WHERE ${key} = -1;`;

  it("are found, with what is wrong", ({ expect }) => {
    const both = (where: string) =>
      `DELETE FROM seal WHERE receipt_${where}; DELETE FROM receipt WHERE ${where};`;
    for (const [sql, message] of [
      ["DELETE FROM receipt WHERE id = 6", "Receipt 6 is missing."],
      [both("id = 6"), "Receipt 6 is missing."],
      [both("id IN (6, 7, 8)"), "Receipts 6 to 8 are missing."],
      [both("id = 1"), "Receipt 1 is missing."],
      [both("id = 6") + renumber(7, -1), "Receipt 6 and its link do not agree"],
      [
        "DELETE FROM seal WHERE receipt_id = 6",
        "Before receipt 7, which is in the chain, stand receipts that are not.",
      ],
      [
        `DELETE FROM receipt WHERE id = ${count}`,
        `Receipt ${count} is gone: its link is there, and it is not.`,
      ],
      [insert(0), "There is a receipt 0"],
      [insert(-5), "There is a receipt -5"],
      [renumber(6, 1) + insert(6), "Before receipt 7, which is in the chain, stand receipts that are not."],
      [swap("receipt", "id", 4, 8), "Receipt 4 was changed after it was sealed."],
      [swap("seal", "receipt_id", 4, 8), "The link of receipt 4 was changed"],
      [both("id > 0"), ""],
    ] as const) {
      const found = foundAfter(() => db.exec(sql), head);
      expect(
        found.some((fault) => fault.includes(message)),
        `${sql}: ${found.join(" ")}`,
      ).toBe(true);
    }
  });

  it("tells a changed receipt from a changed link", ({ expect }) => {
    expect(foundAfter(() => db.exec("UPDATE receipt SET locale = 'en' WHERE id = 6"))).toEqual([
      "Receipt 6 was changed after it was sealed.",
    ]);
    expect(
      foundAfter(() => db.exec(`UPDATE seal SET hash = '${"x".repeat(43)}' WHERE receipt_id = 6`)),
    ).toEqual(["The link of receipt 6 was changed; the receipt is as it was sealed."]);
  });

  it("are found at the end by the link that was noted, and by nothing else", ({ expect }) => {
    const sql = `DELETE FROM seal WHERE receipt_id > 10; DELETE FROM receipt WHERE id > 10`;
    expect(foundAfter(() => db.exec(sql))).toEqual([]);
    expect(foundAfter(() => db.exec(sql), head)).toEqual([
      expect.stringContaining("The link noted earlier is not in the chain"),
    ]);
    expect(verify(db, head)).toMatchObject({ noted: count, faults: [] });
  });

  it("are found by the guards that are gone, too", ({ expect }) => {
    expect(verify().faults).toEqual([]);
    db.exec("BEGIN");
    for (const name of guards) db.exec(`DROP TRIGGER ${name}`);
    const { faults } = verify();
    db.exec("ROLLBACK");
    expect(faults.map(({ kind }) => kind)).toEqual(guards.map(() => "guard"));
  });
});

describe("words", () => {
  it("are held against their hash, against the lock, and against the version that the receipt names", ({
    expect,
  }) => {
    const other =
      itsLock["guida"]?.["marketing"]?.map((wording) => ({ ...wording, sha256: "0".repeat(64) })) ?? [];
    const first = (lock: typeof itsLock) => verifyLedger(db, { lock, head: undefined }).faults.slice(0, 1);
    expect(first({})).toEqual([
      { kind: "version", message: expect.stringContaining("receipt 1 are in no version") },
    ]);
    expect(first({ ...itsLock, guida: { marketing: other }, altro: itsLock["guida"] ?? {} })).toEqual([
      { kind: "version", message: expect.stringContaining("Receipt 1 says version 1 of guida, marketing") },
    ]);
    const change = () => db.exec("UPDATE receipt SET wording = 'Altro' WHERE id = 3");
    expect(foundAfter(change)[0]).toBe("The words of receipt 3 are not those of its hash.");
  });
});

describe("a damaged file", () => {
  it("is found for 200 random bits in what the pages of the three tables hold", async ({ expect }) => {
    const sound = join(folder, "sound.sqlite");
    const damaged = join(folder, "damaged.sqlite");
    makeRegister(sound, 200);
    const [whole, before] = [await readFile(sound), contents(sound)];
    const places = placesIn(sound);
    const outcome = { noticed: 0, empty: 0, unnoticed: [] as number[] };
    while (outcome.noticed + outcome.unnoticed.length < 200 && outcome.empty < 200) {
      const { place, bit } = places();
      const bytes = Buffer.from(whole);
      bytes[place] = (bytes[place] ?? 0) ^ bit;
      await writeFile(damaged, bytes);
      if (isNoticed(damaged)) outcome.noticed += 1;
      // No row lies there: every value of every row is what it was.
      else if (contents(damaged) === before) outcome.empty += 1;
      else outcome.unnoticed.push(place);
    }
    expect(outcome).toEqual({ noticed: 200, empty: expect.any(Number), unnoticed: [] });
  }, 60_000);
});

/** Draws bits from the pages that the three tables lie in; the same ones each time. */
function placesIn(path: string): () => { place: number; bit: number } {
  const random = generator(20271124);
  const database = new DatabaseSync(path);
  const pages = database
    .prepare("SELECT pageno, pgsize FROM dbstat WHERE name IN ('receipt', 'seal', 'page_copy')")
    .all();
  database.close();
  return () => {
    const { pageno, pgsize } = pages[Math.floor(random() * pages.length)] ?? {};
    const place = (Number(pageno) - 1) * Number(pgsize) + Math.floor(random() * Number(pgsize));
    return { place, bit: 1 << Math.floor(random() * 8) };
  };
}

function isNoticed(path: string): boolean {
  const damaged = new DatabaseSync(path);
  try {
    return verifyLedger(damaged, { lock: itsLock, head: undefined }).faults.length > 0;
  } catch {
    return true;
  } finally {
    damaged.close();
  }
}

/** Every value of the three tables, byte by byte. */
function contents(path: string): string {
  const database = new DatabaseSync(path);
  const rows = ["receipt", "seal", "page_copy"].map((table) => {
    const columns = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
    const values = columns.map(({ name }) => `typeof("${name}"), hex(CAST("${name}" AS BLOB))`).join(", ");
    return database
      .prepare(`SELECT ${values.replaceAll(/, (typeof|hex)/g, " || ' ' || $1")} AS line FROM ${table}`)
      .all();
  });
  database.close();
  return JSON.stringify(rows);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
