import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../support/database-file.ts";
import type { Sent } from "./clients.ts";

/** What a database holds, and what is wrong with it. */
export interface Findings {
  submissions: number;
  /** Acknowledged, and not there. */
  lost: number;
  /** Rows above one for a key, or leads above one for a person. */
  twice: number;
  /** Submissions of which only a part is there, and parts without their submission. */
  torn: number;
  /** What SQLite itself finds wrong. */
  corrupt: string[];
}

/** Looks at the D1 in `folder`, whose runtime is not running. */
export function findingsIn(folder: string, sent: readonly Sent[]): Findings {
  const database = openDatabase(folder);
  try {
    const keys = column(database, "SELECT idempotency_key FROM submission WHERE status = 'accepted'");
    const known = new Set(keys);
    return {
      submissions: keys.length,
      lost: sent.filter(({ key, next }) => next !== undefined && !known.has(key)).length,
      twice: keys.length - known.size + count(database, sameLead) + count(database, sameMail),
      torn: tears.reduce((total, query) => total + count(database, query), 0),
      corrupt: [
        ...column(database, "PRAGMA integrity_check").filter((line) => line !== "ok"),
        ...column(database, "PRAGMA foreign_key_check"),
      ],
    };
  } finally {
    database.close();
  }
}

/** An empty database, in which nothing is wrong. */
export function noFindings(): Findings {
  return { submissions: 0, lost: 0, twice: 0, torn: 0, corrupt: [] };
}

/** The faults of both looks, and the submissions of the later one. */
export function addTo(total: Findings, look: Findings): Findings {
  return {
    submissions: look.submissions,
    lost: total.lost + look.lost,
    twice: total.twice + look.twice,
    torn: total.torn + look.torn,
    corrupt: [...total.corrupt, ...look.corrupt],
  };
}

const sameLead = "SELECT count(*) FROM (SELECT 1 FROM lead GROUP BY identity HAVING count(*) > 1)";
// The visitor's mail; what the owner is told has rows of its own.
const mail = "(SELECT * FROM message WHERE kind = 'delivery')";
const sameMail = `SELECT count(*) FROM (SELECT 1 FROM ${mail} GROUP BY submission_id HAVING count(*) > 1)`;

// Every form here has one consent and every landing one magnet and one mail: one row of each for a submission.
const tears = [
  ...["receipt", '"grant"', mail].map(
    (table) =>
      `SELECT count(*) FROM submission s WHERE (SELECT count(*) FROM ${table} t WHERE t.submission_id = s.id) <> 1`,
  ),
  ...["receipt", '"grant"', mail, "coupon"].map(
    (table) =>
      `SELECT count(*) FROM ${table} t WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = t.submission_id)`,
  ),
  "SELECT count(*) FROM submission s WHERE NOT EXISTS (SELECT 1 FROM lead l WHERE l.id = s.lead_id)",
  "SELECT count(*) FROM lead l WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.lead_id = l.id)",
  `SELECT count(*) FROM "grant" g WHERE coupon_code IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM coupon c WHERE c.code = g.coupon_code AND c.submission_id = g.submission_id)`,
  `SELECT count(*) FROM coupon c WHERE NOT EXISTS (SELECT 1 FROM "grant" g WHERE g.coupon_code = c.code)`,
  "SELECT abs(coalesce((SELECT sum(issued) FROM stock), 0) - (SELECT count(*) FROM coupon))",
];

function column(database: DatabaseSync, query: string): string[] {
  return database
    .prepare(query)
    .all()
    .map((row) => String(Object.values(row)[0]));
}

function count(database: DatabaseSync, query: string): number {
  return Number(column(database, query)[0]);
}
