import { type ReceiptRow, receiptColumns } from "../../content/schema/ledger.ts";

/** What a receipt says: given, confirmed from the address itself, or withdrawn. */
export const receiptEvents = ["given", "confirmed", "withdrawn"] as const;
type ReceiptEvent = (typeof receiptEvents)[number];

/** What receipts are looked for by; null where all will do. */
export interface Wanted {
  /** Leads, by their ids. */
  leads: readonly string[] | null;
  purpose: string | null;
  event: ReceiptEvent | null;
  landing: string | null;
  form: string | null;
  version: number | null;
  channel: string | null;
  /** From this moment, and before that one. */
  from: number | null;
  until: number | null;
}

/** A receipt in the list, and whose it is. */
export interface FoundReceipt {
  id: number;
  lead_id: string;
  purpose: string;
  event: ReceiptEvent;
  channel: string;
  at: number;
  form: string;
  version: number | null;
  landing: string | null;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  phone: string | null;
  erased_at: number | null;
}

/** How many receipts one page looks at, at most: a rare one is found in steps, each of them quick. */
const lookedAt = 40_000;

const event = `CASE WHEN receipt.granted = 0 THEN 'withdrawn'
  WHEN receipt.channel IN ('confirm', 'preferences') THEN 'confirmed' ELSE 'given' END`;

const searching = (place: string) => `SELECT receipt.id, receipt.lead_id, receipt.purpose, ${event} AS event,
  receipt.channel, receipt.at, receipt.form, receipt.version, submission.landing,
  lead.given_name, lead.family_name, lead.email, lead.phone, lead.erased_at
  FROM receipt
  LEFT JOIN submission ON submission.id = receipt.submission_id
  LEFT JOIN lead ON lead.id = receipt.lead_id
 WHERE ${place}
   AND (?4 IS NULL OR receipt.purpose = ?4) AND (?5 IS NULL OR ${event} = ?5)
   AND (?6 IS NULL OR submission.landing = ?6) AND (?7 IS NULL OR receipt.form = ?7)
   AND (?8 IS NULL OR receipt.version = ?8) AND (?9 IS NULL OR receipt.channel = ?9)
   AND (?10 IS NULL OR receipt.at >= ?10) AND (?11 IS NULL OR receipt.at < ?11)
 ORDER BY receipt.id DESC LIMIT ?12`;

// A lead's receipts by their index; else the last ones backwards, so many and no more.
const ofLeads = searching(
  "receipt.lead_id IN (SELECT value FROM json_each(?3)) AND +receipt.id < ?1 AND ?2 IS NOT NULL",
);
const ofAll = searching("receipt.id < ?1 AND receipt.id >= ?2 AND ?3 IS NULL");

/**
 * Up to `limit` receipts with numbers below `before`, the latest first, and the number to go on below: null where all
 * have been looked at.
 */
export async function searchReceipts(
  db: D1Database,
  wanted: Wanted,
  { before, limit }: { before: number | null; limit: number },
): Promise<{ found: FoundReceipt[]; next: number | null }> {
  const last = (await db.prepare("SELECT max(id) AS id FROM receipt").first<number>("id")) ?? 0;
  const top = Math.min(before ?? last + 1, last + 1);
  const bottom = wanted.leads === null ? Math.max(1, top - lookedAt) : 0;
  const { results } = await db
    .prepare(wanted.leads === null ? ofAll : ofLeads)
    .bind(
      ...[top, bottom, wanted.leads === null ? null : JSON.stringify(wanted.leads)],
      ...[wanted.purpose, wanted.event, wanted.landing, wanted.form, wanted.version, wanted.channel],
      ...[wanted.from, wanted.until, limit + 1],
    )
    .all<FoundReceipt>();
  if (results.length > limit) {
    const found = results.slice(0, limit);
    return { found, next: found.at(-1)?.id ?? null };
  }
  return { found: results, next: bottom > 1 ? bottom : null };
}

/** The leads that are known by one of `identities`, or that are reached at `email`. */
export async function findLeads(db: D1Database, identities: readonly string[]): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT id FROM lead WHERE identity IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(identities))
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** One receipt with all that proves it. */
export interface Proof extends ReceiptRow {
  link: string | null;
  before: string | null;
  landing: string | null;
  erased_at: number | null;
  /** Whether it is the last word of its lead on its purpose. */
  decides: 0 | 1;
  page_hash: string | null;
  page_at: number | null;
}

/** The receipt `id`, or null. */
export function readProof(db: D1Database, id: number): Promise<Proof | null> {
  return db
    .prepare(
      `SELECT ${receiptColumns.map((column) => `receipt.${column}`).join(", ")}, seal.hash AS link,
         (SELECT earlier.hash FROM seal AS earlier WHERE earlier.receipt_id < receipt.id
           ORDER BY earlier.receipt_id DESC LIMIT 1) AS before,
         submission.landing, lead.erased_at,
         receipt.id = (SELECT max(later.id) FROM receipt AS later
           WHERE later.lead_id = receipt.lead_id AND later.purpose = receipt.purpose) AS decides,
         page_copy.hash AS page_hash, page_copy.at AS page_at
         FROM receipt
         JOIN lead ON lead.id = receipt.lead_id
         LEFT JOIN seal ON seal.receipt_id = receipt.id
         LEFT JOIN submission ON submission.id = receipt.submission_id
         LEFT JOIN page_copy ON page_copy.build = receipt.build AND page_copy.landing = submission.landing
        WHERE receipt.id = ?1`,
    )
    .bind(id)
    .first<Proof>();
}

/** The page of the receipt `id` as it was seen, gzip; null where no copy was kept. */
export async function readPage(db: D1Database, id: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const html = await db
    .prepare(
      `SELECT page_copy.html FROM receipt
         JOIN submission ON submission.id = receipt.submission_id
         JOIN page_copy ON page_copy.build = receipt.build AND page_copy.landing = submission.landing
        WHERE receipt.id = ?1`,
    )
    .bind(id)
    .first<ArrayBuffer | number[]>("html");
  return html === null ? null : new Uint8Array(html);
}
