/** Codes printed in advance, as the list of batches shows them. */
export interface BatchRow {
  id: string;
  magnet: string;
  title: string;
  source: string;
  size: number;
  createdAt: number;
  redeemed: number;
  void: number;
  amount: number;
  /** When the last of them ends. */
  validUntil: number;
}

/** Printed codes about to be made. */
export interface BatchDraft {
  id: string;
  magnet: string;
  title: string;
  source: string;
  at: number;
  validFrom: number;
  validUntil: number;
  /** How many of the magnet there may be in all. */
  quota: number | null;
  codes: readonly string[];
}

/** Writes down a batch with all its codes, or none of it where the quota has no room; whether it is there. */
export async function createBatch(
  db: D1Database,
  batch: BatchDraft,
  noted: D1PreparedStatement,
): Promise<boolean> {
  const { id, magnet, title, source, at, validFrom, validUntil, quota, codes } = batch;
  // Repeated after a lost answer, each finds the batch with its codes and does nothing.
  const isEmpty = "NOT EXISTS (SELECT 1 FROM coupon WHERE batch_id = ?1)";
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO batch (id, magnet, title, source, size, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6
          WHERE ?7 IS NULL OR coalesce((SELECT issued FROM stock WHERE magnet = ?2), 0) + ?5 <= ?7
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, magnet, title, source, codes.length, at, quota),
    noted,
    db
      .prepare(
        `INSERT INTO stock (magnet, issued) SELECT magnet, size FROM batch WHERE id = ?1 AND ${isEmpty}
         ON CONFLICT (magnet) DO UPDATE SET issued = issued + excluded.issued`,
      )
      .bind(id),
    db
      .prepare(
        `INSERT INTO coupon (code, magnet, batch_id, issued_at, valid_from, valid_until)
         SELECT printed.value, batch.magnet, batch.id, batch.created_at, ?3, ?4
           FROM batch, json_each(?2) AS printed WHERE batch.id = ?1 AND ${isEmpty}`,
      )
      .bind(id, JSON.stringify(codes), validFrom, validUntil),
    db.prepare("SELECT 1 FROM batch WHERE id = ?1").bind(id),
  ]);
  return results.at(-1)?.results.length === 1;
}

const columns = `batch.id, batch.magnet, batch.title, batch.source, batch.size, batch.created_at AS createdAt,
  (SELECT count(*) FROM coupon WHERE batch_id = batch.id AND redeemed_at IS NOT NULL) AS redeemed,
  (SELECT count(*) FROM coupon WHERE batch_id = batch.id AND voided_at IS NOT NULL) AS "void",
  (SELECT coalesce(sum(amount), 0) FROM coupon WHERE batch_id = batch.id AND redeemed_at IS NOT NULL) AS amount,
  (SELECT max(valid_until) FROM coupon WHERE batch_id = batch.id) AS validUntil`;

/** The latest batches. */
export async function listBatches(db: D1Database, limit: number): Promise<BatchRow[]> {
  const found = await db
    .prepare(`SELECT ${columns} FROM batch ORDER BY created_at DESC, id LIMIT ?1`)
    .bind(limit)
    .all<BatchRow>();
  return found.results;
}

/** One batch, or null. */
export function readBatch(db: D1Database, id: string): Promise<BatchRow | null> {
  return db.prepare(`SELECT ${columns} FROM batch WHERE id = ?1`).bind(id).first<BatchRow>();
}

/** A printed code, as sheets and files tell it. */
export interface PrintedCode {
  code: string;
  magnet: string;
  validFrom: number;
  validUntil: number;
  redeemedAt: number | null;
  shop: string | null;
  amount: number | null;
  voidedAt: number | null;
}

/** The codes of a batch by alphabet, `limit` of them after the first `skipped`. */
export async function listCodes(
  db: D1Database,
  batch: string,
  skipped: number,
  limit: number,
): Promise<PrintedCode[]> {
  const found = await db
    .prepare(
      `SELECT code, magnet, valid_from AS validFrom, valid_until AS validUntil, redeemed_at AS redeemedAt, shop, amount,
         voided_at AS voidedAt FROM coupon WHERE batch_id = ?1 ORDER BY code LIMIT ?3 OFFSET ?2`,
    )
    .bind(batch, skipped, limit)
    .all<PrintedCode>();
  return found.results;
}

/** Takes back all codes of a batch that are not used. */
export async function voidBatch(
  db: D1Database,
  batch: string,
  at: number,
  reason: string | null,
  noted: D1PreparedStatement,
): Promise<void> {
  const open = "batch_id = ?1 AND redeemed_at IS NULL AND voided_at IS NULL";
  await db.batch([
    db
      .prepare(
        `INSERT INTO coupon_act (code, at, act, reason) SELECT code, ?2, 'voided', ?3 FROM coupon WHERE ${open}`,
      )
      .bind(batch, at, reason),
    db.prepare(`UPDATE coupon SET voided_at = ?2 WHERE ${open}`).bind(batch, at),
    noted,
  ]);
}
