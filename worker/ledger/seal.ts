import { genesis, linkText, type ReceiptRow, receiptColumns } from "../../content/schema/ledger.ts";
import { digest } from "../digest.ts";
import type { Deps } from "../env.ts";

/** How many receipts one statement seals, and how many times a run goes on: three questions of fifty each time. */
const atOnce = 500;
const mostRounds = 3;

/** Where the chain stands. */
export interface LedgerState {
  /** Receipts there are. */
  count: number;
  /** Those that are in the chain. */
  sealed: number;
  /** The last link, or null before the first: whoever notes it can prove later that nothing before it was changed. */
  head: string | null;
  /** When the oldest receipt was written that is not in the chain yet. */
  waitingSince: number | null;
}

/** Takes the receipts into the chain that are not in it yet; a failure is logged, and the next run goes on. */
export async function sealReceipts({ db, log }: Deps): Promise<void> {
  try {
    for (let round = 0; round < mostRounds; round += 1) {
      if ((await sealSome(db)) < atOnce) return;
    }
  } catch (error) {
    log({ event: "seal-failed", error: error instanceof Error ? error.message : String(error) });
  }
}

/** Seals up to `atOnce` receipts; returns how many it sealed, which is none where another was faster. */
async function sealSome(db: D1Database): Promise<number> {
  const head = await db
    .prepare("SELECT receipt_id AS id, hash FROM seal ORDER BY receipt_id DESC LIMIT 1")
    .first<{ id: number; hash: string }>();
  const { results: receipts } = await db
    .prepare(`SELECT ${receiptColumns.join(", ")} FROM receipt WHERE id > ?1 ORDER BY id LIMIT ?2`)
    .bind(head?.id ?? 0, atOnce)
    .all<ReceiptRow>();
  if (receipts.length === 0) return 0;
  const last = head?.hash ?? null;
  return insertSeals(db, last, await linksOf(last, receipts));
}

async function linksOf(head: string | null, receipts: readonly ReceiptRow[]): Promise<[number, string][]> {
  const links: [number, string][] = [];
  let last = head ?? genesis;
  for (const receipt of receipts) {
    last = await digest(linkText(last, receipt));
    links.push([receipt.id, last]);
  }
  return links;
}

/** Writes `links` if the chain still ends with `head`: all of them, or none. */
async function insertSeals(
  db: D1Database,
  head: string | null,
  links: readonly [number, string][],
): Promise<number> {
  const { meta } = await db
    .prepare(
      `INSERT INTO seal (receipt_id, hash)
       SELECT link.value ->> 0, link.value ->> 1 FROM json_each(?2) AS link
        WHERE (SELECT hash FROM seal ORDER BY receipt_id DESC LIMIT 1) IS ?1
        ORDER BY link.key`,
    )
    .bind(head, JSON.stringify(links))
    .run();
  return meta.changes;
}

/** How far the chain has come. */
export async function ledgerState(db: D1Database): Promise<LedgerState> {
  // Receipts are never deleted and numbered without a gap, and seals follow them one by one: the last number is the count.
  const state = await db
    .prepare(
      `SELECT coalesce((SELECT max(id) FROM receipt), 0) AS count,
         coalesce((SELECT max(receipt_id) FROM seal), 0) AS sealed,
         (SELECT hash FROM seal ORDER BY receipt_id DESC LIMIT 1) AS head,
         (SELECT min(at) FROM receipt WHERE id > coalesce((SELECT max(receipt_id) FROM seal), 0)) AS waitingSince`,
    )
    .first<LedgerState>();
  return state ?? { count: 0, sealed: 0, head: null, waitingSince: null };
}
