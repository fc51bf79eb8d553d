import { undoTime } from "../../content/schema/till.ts";
import { countRedemption } from "./steps.ts";
import { type CallDraft, insertCalls } from "./webhook-calls.ts";

/** A coupon as whoever redeems it sees it. */
export interface TakenCoupon {
  code: string;
  magnet: string;
  /** The landing that brought it; null for printed ones. */
  landing: string | null;
  validFrom: number;
  validUntil: number;
  voidedAt: number | null;
  redeemedAt: number | null;
  redemption: string | null;
  /** 'owner', or a till. */
  redeemedBy: string | null;
  shop: string | null;
}

const found = `SELECT coupon.code, coupon.magnet, submission.landing, coupon.valid_from AS validFrom,
  coupon.valid_until AS validUntil, coupon.voided_at AS voidedAt, coupon.redeemed_at AS redeemedAt, coupon.redemption,
  coupon.redeemed_by AS redeemedBy, coupon.shop
  FROM coupon LEFT JOIN submission ON submission.id = coupon.submission_id WHERE coupon.code = ?1`;

/** The coupon with this code, printed or of a lead, or null. */
export function findTaken(db: D1Database, code: string): Promise<TakenCoupon | null> {
  return db.prepare(found).bind(code).first<TakenCoupon>();
}

/** One use, at a till or at the desk. */
export interface Redemption {
  /** Names it: done again under the same name, it does nothing more. */
  id: string;
  /** The till, or null for the owner. */
  till: string | null;
  shop: string | null;
  /** The moment by which the coupon is judged, and at which it counts as used. */
  at: number;
  day: string;
  /** The landing that a printed coupon counts for. */
  printedFor: string;
  /** What the receipt came to, in cents. */
  amount: number | null;
  /** Why it is refused although the coupon is open. */
  refusal: "shop" | "hours" | null;
  /** How it was done, where not at this very moment; `clock`: at a moment that cannot be true. */
  offline: "fair" | "clock" | null;
  /** Calls of webhooks that want to know of it. */
  calls: readonly CallDraft[];
  /** Notes who at the desk did it. */
  noted?: D1PreparedStatement;
}

/** What a redemption came to; the names are those of the table `scan`. */
export type Outcome = "redeemed" | "clock" | "used" | "void" | "early" | "expired" | "shop" | "hours";

/**
 * Redeems the coupon, once, and notes in the same transaction what came of it; the coupon as it stands then, or null.
 *
 * All of it hangs on one condition: the coupon is open, and nothing was noted under this name yet. So of many at once
 * one succeeds, and a repetition is told what the first time came to, even when that was taken back meanwhile.
 */
export async function redeemCoupon(
  db: D1Database,
  code: string,
  redemption: Redemption,
): Promise<{ coupon: TakenCoupon; outcome: Outcome } | null> {
  const { id, till, at, refusal, offline } = redemption;
  const good = offline === "clock" ? "clock" : "redeemed";
  const results = await db.batch<TakenCoupon & { outcome: Outcome }>([
    ...(refusal === null ? using(db, code, redemption) : []),
    db
      .prepare(
        `INSERT INTO scan (id, at, till_id, code, outcome, offline)
         SELECT ?2, ?3, ?4, code, CASE
             WHEN redemption = ?2 THEN ?5
             WHEN redeemed_at IS NOT NULL THEN 'used'
             WHEN voided_at IS NOT NULL THEN 'void'
             WHEN valid_from > ?3 THEN 'early'
             WHEN valid_until <= ?3 THEN 'expired'
             -- Open and not used by this: noted before, and taken back since. This row is not written.
             ELSE coalesce(?6, ?5)
           END, ?7
           FROM coupon WHERE code = ?1
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(code, id, at, till, good, refusal, offline === null ? 0 : 1),
    db
      .prepare(found.replace("coupon.shop", "coupon.shop, scan.outcome").replace("WHERE", noted))
      .bind(code, id),
  ]);
  const coupon = results.at(-1)?.results[0];
  return coupon === undefined ? null : { coupon, outcome: coupon.outcome };
}

const noted = "JOIN scan ON scan.id = ?2 AND scan.code = coupon.code WHERE";

/** Marks it as used, with what counts it and what tells of it: before it is done, and under the same condition. */
function using(db: D1Database, code: string, redemption: Redemption): D1PreparedStatement[] {
  const { id, till, shop, at, day, printedFor, amount, calls, noted } = redemption;
  const openAt = (moment: string, name: string) =>
    `redeemed_at IS NULL AND voided_at IS NULL AND valid_from <= ${moment} AND valid_until > ${moment}
       AND NOT EXISTS (SELECT 1 FROM scan WHERE scan.id = ${name})`;
  const own = "JOIN coupon ON coupon.submission_id = submission.id WHERE coupon.code =";
  return [
    ...insertCalls(db, "redeem", calls, at, `${own} ?4 AND ${openAt("?3", "?5")}`, code, id),
    countRedemption(db, day, printedFor, `coupon.code = ?3 AND ${openAt("?4", "?5")}`, code, at, id),
    db
      .prepare(
        `UPDATE coupon SET redeemed_at = ?4, redemption = ?2, redeemed_by = ?3, shop = ?5, amount = ?6
          WHERE code = ?1 AND ${openAt("?4", "?2")}`,
      )
      .bind(code, id, till ?? "owner", at, shop, amount),
    ...(noted === undefined ? [] : [noted]),
  ];
}

/** A redemption about to be taken back. */
export interface Undoing {
  /** Names the taking back. */
  id: string;
  /** The redemption. */
  redemption: string;
  /** The till that did it; null for the owner, who takes back anybody's. */
  till: string | null;
  at: number;
  /** The day of the redemption, and the landing for a printed coupon, under which it was counted. */
  day: string;
  printedFor: string;
  /** Notes who at the desk did it. */
  noted?: D1PreparedStatement | undefined;
}

/** Takes one redemption back while its time lasts, and what was counted of it; whether this did it. */
export async function undoRedemption(db: D1Database, code: string, undoing: Undoing): Promise<boolean> {
  const { id, redemption, till, at, day, printedFor, noted } = undoing;
  const source = await countedUnder(db, code, day, printedFor);
  const mine = till === null ? "?3 IS NULL" : "coupon.redeemed_by = ?3";
  const due = `coupon.code = ?1 AND coupon.redemption = ?2 AND ${mine} AND coupon.redeemed_at > ?4`;
  const bound = [code, redemption, till, at - undoTime];
  const counted = `day = ?5 AND step = 'redeem' AND source = ?6 AND landing = (
    SELECT coalesce(submission.landing, ?7)
      FROM coupon LEFT JOIN submission ON submission.id = coupon.submission_id WHERE ${due})`;
  const results = await db.batch([
    // The last one goes with its row; were it the other way round, the row with two would go as well.
    db.prepare(`DELETE FROM step_count WHERE n = 1 AND ${counted}`).bind(...bound, day, source, printedFor),
    db
      .prepare(`UPDATE step_count SET n = n - 1 WHERE n > 1 AND ${counted}`)
      .bind(...bound, day, source, printedFor),
    db
      .prepare(
        `INSERT INTO scan (id, at, till_id, code, outcome) SELECT ?5, ?6, ?3, code, 'undone' FROM coupon WHERE ${due}`,
      )
      .bind(...bound, id, at),
    db
      .prepare(
        `UPDATE coupon SET redeemed_at = NULL, redemption = NULL, redeemed_by = NULL, shop = NULL, amount = NULL
          WHERE ${due}`,
      )
      .bind(...bound),
    ...(noted === undefined ? [] : [noted]),
    db.prepare("SELECT 1 FROM scan WHERE id = ?1").bind(id),
  ]);
  return results.at(-1)?.results.length === 1;
}

/** The source under which the coupon's redemption was counted on `day`: its own, or the one for all that are too many. */
async function countedUnder(db: D1Database, code: string, day: string, printedFor: string): Promise<string> {
  const own = await db
    .prepare(
      `SELECT step_count.source FROM coupon
         LEFT JOIN submission ON submission.id = coupon.submission_id
         LEFT JOIN batch ON batch.id = coupon.batch_id
         JOIN step_count ON step_count.day = ?2 AND step_count.landing = coalesce(submission.landing, ?3)
          AND step_count.step = 'redeem' AND step_count.source = coalesce(submission.source_label, batch.source)
        WHERE coupon.code = ?1`,
    )
    .bind(code, day, printedFor)
    .first<string>("source");
  return own ?? "other";
}
