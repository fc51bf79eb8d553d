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
