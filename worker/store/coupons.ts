import { countStepOf } from "./steps.ts";

/** A coupon about to be claimed. */
export interface CouponDraft {
  code: string;
  magnet: string;
  quota: number | undefined;
  perPerson: number;
  validFrom: number;
  validUntil: number;
}

/** A coupon as the till sees it. */
export interface Coupon {
  code: string;
  magnet: string;
  landing: string;
  issuedAt: number;
  validFrom: number;
  validUntil: number;
  redeemedAt: number | null;
}

/**
 * Whether a coupon of `magnet` is left for the person of `identity`: under the quota, or one is theirs already.
 *
 * In SQL; the three arguments are the places of its values.
 */
export function mayClaim(magnet: string, quota: string, identity: string): string {
  return `(coalesce((SELECT issued FROM stock WHERE magnet = ${magnet}), 0) < ${quota} OR EXISTS (
    SELECT 1 FROM coupon JOIN lead ON lead.id = coupon.lead_id WHERE lead.identity = ${identity} AND coupon.magnet = ${magnet}))`;
}

/** Gives the person of `submission` a coupon, unless they have as many as one person may have or none is left. */
export function claimCoupon(
  db: D1Database,
  submission: string,
  coupon: CouponDraft,
  at: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO coupon (code, magnet, lead_id, submission_id, issued_at, valid_from, valid_until)
       SELECT ?2, ?3, lead_id, submission.id, ?4, ?5, ?6 FROM submission
        WHERE submission.id = ?1
          AND (SELECT count(*) FROM coupon WHERE coupon.lead_id = submission.lead_id AND coupon.magnet = ?3) < ?7
          AND (?8 IS NULL OR coalesce((SELECT issued FROM stock WHERE stock.magnet = ?3), 0) < ?8)`,
    )
    .bind(
      submission,
      coupon.code,
      coupon.magnet,
      at,
      coupon.validFrom,
      coupon.validUntil,
      coupon.perPerson,
      coupon.quota ?? null,
    );
}

/** One more coupon of its magnet is out, if `coupon` was claimed. */
export function countIssued(db: D1Database, coupon: CouponDraft): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO stock (magnet, issued) SELECT magnet, 1 FROM coupon WHERE code = ?1
       ON CONFLICT (magnet) DO UPDATE SET issued = issued + 1`,
    )
    .bind(coupon.code);
}

const columns = `coupon.code, coupon.magnet, submission.landing, coupon.issued_at AS issuedAt,
  coupon.valid_from AS validFrom, coupon.valid_until AS validUntil, coupon.redeemed_at AS redeemedAt`;

/** The coupon with this code. */
export function findCoupon(db: D1Database, code: string): Promise<Coupon | null> {
  return db
    .prepare(
      `SELECT ${columns} FROM coupon JOIN submission ON submission.id = coupon.submission_id WHERE code = ?1`,
    )
    .bind(code)
    .first<Coupon>();
}

/** One use at the till. */
export interface Redemption {
  id: string;
  by: string;
  at: number;
  day: string;
}

/** Redeems the coupon, once; whether this very redemption is the one that did, and the coupon as it stands now. */
export async function redeemCoupon(db: D1Database, code: string, redemption: Redemption) {
  const { id, by, at, day } = redemption;
  const open = "redeemed_at IS NULL AND valid_from <= ?4 AND valid_until > ?4";
  const [, , found] = await db.batch<Coupon & { redemption: string | null }>([
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
    db
      .prepare(
        `SELECT ${columns}, redemption FROM coupon JOIN submission ON submission.id = coupon.submission_id WHERE code = ?1`,
      )
      .bind(code),
  ]);
  const coupon = found?.results[0];
  return coupon === undefined ? null : { coupon, redeemed: coupon.redemption === id };
}
