import { type Reading, readingIn } from "./reading.ts";

type ImportStatus = "reading" | "mapping" | "trial" | "ready" | "running" | "done" | "stopped";

/** A file of leads on its way in. */
export interface Import {
  id: string;
  name: string;
  status: ImportStatus;
  reading: Reading;
  carry: string | null;
  landing: string | null;
  provenance: string | null;
  basis: string | null;
  bytes: number;
  at_byte: number;
  at_part: number;
  parts: number;
  rows: number;
  taken: number;
  known: number;
  refused: number;
  created_at: number;
  ended_at: number | null;
}

/** The import `id`, or null. */
export async function findImport(db: D1Database, id: string): Promise<Import | null> {
  const row = await db
    .prepare("SELECT * FROM import WHERE id = ?1 AND bytes > 0")
    .bind(id)
    .first<Omit<Import, "reading"> & { reading: string }>();
  return row && { ...row, reading: readingIn(row.reading) };
}

/** The latest imports, newest first. */
export async function listImports(db: D1Database): Promise<Omit<Import, "reading" | "carry">[]> {
  const found = await db
    .prepare(
      `SELECT id, name, status, landing, provenance, basis, bytes, at_byte, at_part, parts, rows, taken, known, refused,
         created_at, ended_at FROM import WHERE bytes > 0 ORDER BY created_at DESC, id DESC LIMIT 50`,
    )
    .all<Omit<Import, "reading" | "carry">>();
  return found.results;
}

/** Imports that have a next step, oldest first. */
export async function listUnderWay(db: D1Database): Promise<string[]> {
  const found = await db
    .prepare(
      `SELECT id FROM import WHERE status <> 'done' AND status <> 'stopped' AND status IN ('reading', 'trial', 'running')
        ORDER BY created_at LIMIT 3`,
    )
    .all<{ id: string }>();
  return found.results.map(({ id }) => id);
}

/** A row that was refused. */
export interface RefusalRow {
  row: number;
  reason: string;
  field: string | null;
}

/** Refused rows after `row`, in the file's order. */
export async function listRefusals(
  db: D1Database,
  id: string,
  row: number,
  limit: number,
): Promise<RefusalRow[]> {
  const found = await db
    .prepare(
      `SELECT row, reason, field FROM import_refusal WHERE import_id = ?1 AND row > ?2 ORDER BY row LIMIT ?3`,
    )
    .bind(id, row, limit)
    .all<RefusalRow>();
  return found.results;
}

/** How many rows were refused for each reason, most first. */
export async function countRefusals(
  db: D1Database,
  id: string,
): Promise<{ reason: string; field: string | null; n: number }[]> {
  const found = await db
    .prepare(
      `SELECT reason, field, count(*) AS n FROM import_refusal WHERE import_id = ?1
        GROUP BY reason, field ORDER BY n DESC, reason LIMIT 30`,
    )
    .bind(id)
    .all<{ reason: string; field: string | null; n: number }>();
  return found.results;
}

/** The first rows of the file, for a look at what becomes of them. */
export async function firstRows(db: D1Database, id: string): Promise<string[][]> {
  const rows = await db
    .prepare("SELECT rows FROM import_part WHERE import_id = ?1 AND n = 0")
    .bind(id)
    .first<string>("rows");
  return rows === null ? [] : rowsIn(rows).slice(0, 20);
}

/** Rows as the database keeps them. */
export function rowsIn(json: string): string[][] {
  return JSON.parse(json) as string[][];
}

/** Takes away what only the way in needed; belongs into the batch that ends the import `id`. */
export function forgetting(db: D1Database, id: string): D1PreparedStatement[] {
  return [
    ...["import_bytes", "import_part", "import_step"].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE import_id = ?1`).bind(id),
    ),
    db
      .prepare(
        "UPDATE import SET reading = json_set(reading, '$.samples', json('[]')), carry = NULL WHERE id = ?1",
      )
      .bind(id),
  ];
}
