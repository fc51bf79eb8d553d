import { countStepOf } from "./steps.ts";
import { type CallDraft, insertCalls } from "./webhook-calls.ts";

/** A coupon about to be claimed. */
export interface CouponDraft {
  code: string;
  magnet: string;
  /** Keyed hash of the inbox that claims it; null for people without an address. */
  inbox: string | null;
  /** Keyed hash of the telephone that claims it. */
  phone: string | null;
  quota: number | undefined;
  perPerson: number;
  validFrom: number;
  validUntil: number;
}

/** A coupon as the till sees it. */
export interface Coupon {
  code: string;
  magnet: string;
  /** Where it was claimed; null for one that was printed. */
  landing: string | null;
  /** What reports count its batch under; null for one that was claimed. */
  source: string | null;
  issuedAt: number;
  validFrom: number;
  validUntil: number;
  redeemedAt: number | null;
  voidedAt: number | null;
}

const columns = `coupon.code, coupon.magnet, submission.landing, batch.source, coupon.issued_at AS issuedAt,
  coupon.valid_from AS validFrom, coupon.valid_until AS validUntil, coupon.redeemed_at AS redeemedAt,
  coupon.voided_at AS voidedAt`;
const origins = `LEFT JOIN submission ON submission.id = coupon.submission_id LEFT JOIN batch ON batch.id = coupon.batch_id`;

/** The coupon with this code. */
export function findCoupon(db: D1Database, code: string): Promise<Coupon | null> {
  return db.prepare(`SELECT ${columns} FROM coupon ${origins} WHERE code = ?1`).bind(code).first<Coupon>();
}

/** One use at the till. */
export interface Redemption {
  id: string;
  by: string;
  at: number;
  day: string;
  /** Calls of webhooks that want to know of it. */
  calls: readonly CallDraft[];
}

/** Redeems the coupon, once; whether this very redemption is the one that did, and the coupon as it stands now. */
export async function redeemCoupon(db: D1Database, code: string, redemption: Redemption) {
  const { id, by, at, day, calls } = redemption;
  const open = "redeemed_at IS NULL AND valid_from <= ?4 AND valid_until > ?4";
  const results = await db.batch<Coupon & { redemption: string | null }>([
    ...insertCalls(
      db,
      "redeem",
      calls,
      at,
      `JOIN coupon ON coupon.submission_id = submission.id WHERE code = ?4 AND ${open.replaceAll("?4", "?3")}`,
      code,
    ),
    // Counted before it is done, under the same condition: repeated after a lost answer, both do nothing.
    countStepOf(
      db,
      day,
      "redeem",
      `JOIN coupon ON coupon.submission_id = submission.id WHERE code = ?3 AND ${open}`,
      code,
      at,
    ),
    db
      .prepare(
        `UPDATE coupon SET redeemed_at = ?4, redemption = ?2, redeemed_by = ?3 WHERE code = ?1 AND ${open}`,
      )
      .bind(code, id, by, at),
    db.prepare(`SELECT ${columns}, redemption FROM coupon ${origins} WHERE code = ?1`).bind(code),
  ]);
  const coupon = results.at(-1)?.results[0];
  return coupon === undefined ? null : { coupon, redeemed: coupon.redemption === id };
}
