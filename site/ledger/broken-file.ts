import type { DatabaseSync } from "node:sqlite";
import type { Fault } from "./verify.ts";

// Without these a row could be changed and nobody would be told.
const guards = [
  "receipt_no_update",
  "receipt_no_delete",
  "receipt_no_replace",
  "seal_no_update",
  "seal_no_delete",
  "seal_in_order",
  "page_copy_no_update",
  "page_copy_no_delete",
];

/** What SQLite itself finds wrong with the file, and which guards of the tables are gone. */
export function brokenFile(db: DatabaseSync): Fault[] {
  return [...damage(db), ...missingGuards(db)];
}

function damage(db: DatabaseSync): Fault[] {
  try {
    const told = db.prepare("PRAGMA integrity_check(20)").all();
    const lines = told.map((row) => String(row["integrity_check"]));
    return lines
      .filter((line) => line !== "ok")
      .map((line) => ({ kind: "file" as const, message: `The file is damaged: ${line}` }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ kind: "file", message: `The file is damaged: ${reason}` }];
  }
}

function missingGuards(db: DatabaseSync): Fault[] {
  try {
    const rows = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
    const there = new Set(rows.map((row) => row["name"]));
    return guards
      .filter((name) => !there.has(name))
      .map((name) => ({
        kind: "guard" as const,
        message: `The trigger ${name} is gone: rows could be changed.`,
      }));
  } catch {
    // Where not even the schema can be read, `damage` has said so.
    return [];
  }
}
