import { type CouponRow, couponColumns, couponJoined } from "./store-coupons.ts";

/** All that is known of one coupon. */
export interface CouponFile {
  coupon: CouponOne;
  acts: CouponAct[];
  scans: ScanRow[];
  mails: CouponMail[];
}

/** The coupon itself, with its holder or its batch. */
export interface CouponOne extends Omit<CouponRow, "placedAt"> {
  submissionId: string | null;
  /** Names the use. */
  redemption: string | null;
  /** When the holder's address was confirmed. */
  confirmedAt: number | null;
  /** The one that it was given in place of. */
  replaces: string | null;
}

/** One act of the owner. */
export interface CouponAct {
  at: number;
  act: "voided" | "replaced" | "extended";
  note: string | null;
  reason: string | null;
}

/** One time that somebody asked for it at a till, or typed its code elsewhere. */
export interface ScanRow {
  at: number;
  outcome: string;
  offline: 0 | 1;
  till: string | null;
  shop: string | null;
}

/** A mail that carries it. */
export interface CouponMail {
  status: "queued" | "leased" | "sent" | "dead" | "withheld";
  createdAt: number;
  sentAt: number | null;
  failure: string | null;
  /** Whether it only reminds of what another brought. */
  isReminder: 0 | 1;
}

const one = `SELECT ${couponColumns}, coupon.submission_id AS submissionId, coupon.redemption, lead.confirmed_at AS confirmedAt,
  (SELECT earlier.code FROM coupon AS earlier
    WHERE earlier.lead_id = coupon.lead_id AND earlier.magnet = coupon.magnet AND earlier.replaced_by = coupon.code
  ) AS replaces
  FROM ${couponJoined} WHERE coupon.code = ?1`;

/** Everything about the coupon `code`, or null where there is none. */
export async function readCoupon(db: D1Database, code: string): Promise<CouponFile | null> {
  const coupon = await db.prepare(one).bind(code).first<CouponOne>();
  if (coupon === null) return null;
  const [acts, scans, mails] = await Promise.all([
    readActs(db, code),
    readScans(db, code),
    coupon.leadId === null ? [] : readMails(db, coupon),
  ]);
  return { coupon, acts, scans, mails };
}

async function readActs(db: D1Database, code: string): Promise<CouponAct[]> {
  const found = await db
    .prepare("SELECT at, act, note, reason FROM coupon_act WHERE code = ?1 ORDER BY at")
    .bind(code)
    .all<CouponAct>();
  return found.results;
}

/** The latest times, so that a code that a program asks for again and again does not fill the page. */
async function readScans(db: D1Database, code: string): Promise<ScanRow[]> {
  const found = await db
    .prepare(
      `SELECT scan.at, scan.outcome, scan.offline, till.name AS till, till.shop
         FROM scan LEFT JOIN till ON till.id = scan.till_id
        WHERE scan.code = ?1 ORDER BY scan.at DESC LIMIT 50`,
    )
    .bind(code)
    .all<ScanRow>();
  return found.results;
}

/** The mails of its submissions, from its own issue until another took its place. */
async function readMails(db: D1Database, coupon: CouponOne): Promise<CouponMail[]> {
  const until = coupon.replacedBy === null ? Number.MAX_SAFE_INTEGER : (coupon.voidedAt ?? 0);
  const found = await db
    .prepare(
      `SELECT status, created_at AS createdAt, sent_at AS sentAt, failure,
         about ->> '$.reminder' IS NOT NULL AS isReminder FROM message
        WHERE lead_id = ?1 AND kind = 'delivery' AND created_at >= ?3 AND created_at < ?4
          AND submission_id IN (
            SELECT submission.id FROM submission JOIN "grant" ON "grant".submission_id = submission.id
             WHERE submission.lead_id = ?1 AND "grant".magnet = ?2)
        ORDER BY created_at DESC`,
    )
    .bind(coupon.leadId, coupon.magnet, coupon.issuedAt, until)
    .all<CouponMail>();
  return found.results;
}
