import { genesis, linkText, type ReceiptRow, receiptColumns } from "../../content/schema/ledger.ts";
import { digest } from "../digest.ts";

/** How many links one page reckons: as many as an answer may take. */
const atOnce = 1500;

/** Where a chain breaks: a receipt or its link was changed, receipts are missing, or one was left out. */
interface Break {
  id: number;
  kind: "changed" | "gap" | "order";
}

/** What one step along the chain found. */
export interface Step {
  /** The first and the last receipt whose links agree; the last one is before the first where there is none. */
  from: number;
  to: number;
  broken: Break | null;
  /** Receipts that are still to be looked at; those at the end that wait for their seal are none of them. */
  left: number;
  waiting: number;
}

type Row = ReceiptRow & { link: string | null };

/** Reckons up to `most` links after receipt `after` anew from the receipts, up to the first that does not agree. */
export async function verifyStep(db: D1Database, after: number, most = atOnce): Promise<Step> {
  const [before, rows, ends] = await db.batch<Record<string, unknown>>([
    db.prepare("SELECT hash FROM seal WHERE receipt_id <= ?1 ORDER BY receipt_id DESC LIMIT 1").bind(after),
    db
      .prepare(
        `SELECT ${receiptColumns.map((column) => `receipt.${column}`).join(", ")}, seal.hash AS link
           FROM receipt LEFT JOIN seal ON seal.receipt_id = receipt.id
          WHERE receipt.id > ?1 ORDER BY receipt.id LIMIT ?2`,
      )
      .bind(after, most),
    db.prepare(
      `SELECT coalesce((SELECT max(id) FROM receipt), 0) AS last,
         coalesce((SELECT max(receipt_id) FROM seal), 0) AS sealed`,
    ),
  ]);
  const { last = 0, sealed = 0 } = (ends?.results[0] ?? {}) as { last?: number; sealed?: number };
  const first = String(before?.results[0]?.hash ?? genesis);
  const receipts = (rows?.results ?? []) as unknown as Row[];
  const links = await Promise.all(
    receipts.map((receipt, place) =>
      digest(linkText(place === 0 ? first : (receipts[place - 1]?.link ?? ""), receipt)),
    ),
  );
  const state = { from: after + 1, to: after, broken: null as Break | null };
  for (const [place, receipt] of receipts.entries()) {
    state.broken = judge(receipt, state.to, links[place] ?? "", sealed);
    if (state.broken !== null || receipt.link === null) break;
    state.to = receipt.id;
  }
  // Receipts that were cut off at the end, whose links are still there.
  if (state.broken === null && state.to >= last && sealed > last)
    state.broken = { id: last + 1, kind: "gap" };
  return { ...state, left: Math.max(0, sealed - state.to), waiting: Math.max(0, last - sealed) };
}

function judge({ id, link }: Row, lastId: number, reckoned: string, sealed: number): Break | null {
  if (id !== lastId + 1) return { id: lastId + 1, kind: "gap" };
  if (link === null) return id < sealed ? { id, kind: "order" } : null;
  return link === reckoned ? null : { id, kind: "changed" };
}

/** The receipt whose link is `hash`; null where no link is. */
export function findLink(db: D1Database, hash: string): Promise<number | null> {
  return db
    .prepare("SELECT receipt_id AS id FROM seal WHERE hash = ?1 LIMIT 1")
    .bind(hash)
    .first<number>("id");
}
