/** The coupons that the list can be asked for, each in the order that tells most. */
export const couponLists = ["all", "open", "ending", "expired", "redeemed", "void"] as const;
type CouponList = (typeof couponLists)[number];

/** What the list is narrowed to. */
export interface CouponFilter {
  list: CouponList;
  magnet: string | null;
  shop: string | null;
  batch: string | null;
}

/** A place in the list: the moment that it is ordered by, and the code. */
export interface CouponPlace {
  at: number;
  code: string;
}

/** A coupon as the list shows it, with its holder or its batch. */
export interface CouponRow {
  code: string;
  magnet: string;
  issuedAt: number;
  validFrom: number;
  validUntil: number;
  voidedAt: number | null;
  replacedBy: string | null;
  redeemedAt: number | null;
  /** 'owner', or the name of the till that redeemed it. */
  redeemedBy: string | null;
  shop: string | null;
  amount: number | null;
  /** The landing of its lead's submission; null for printed ones. */
  landing: string | null;
  source: string | null;
  batchId: string | null;
  batchTitle: string | null;
  leadId: string | null;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  phone: string | null;
  /** The moment that the list is ordered by. */
  placedAt: number;
}

/** What is read of each coupon, from what `couponJoined` joins. */
export const couponColumns = `coupon.code, coupon.magnet, coupon.issued_at AS issuedAt, coupon.valid_from AS validFrom,
  coupon.valid_until AS validUntil, coupon.voided_at AS voidedAt, coupon.replaced_by AS replacedBy,
  coupon.redeemed_at AS redeemedAt, coalesce(till.name, coupon.redeemed_by) AS redeemedBy, coupon.shop, coupon.amount,
  submission.landing, coalesce(batch.source, submission.source_label) AS source,
  coupon.batch_id AS batchId, batch.title AS batchTitle,
  coupon.lead_id AS leadId, lead.given_name, lead.family_name, lead.email, lead.phone`;
/** A coupon with its holder or its batch, and the till that took it. */
export const couponJoined = `coupon
  LEFT JOIN lead ON lead.id = coupon.lead_id
  LEFT JOIN submission ON submission.id = coupon.submission_id
  LEFT JOIN batch ON batch.id = coupon.batch_id
  LEFT JOIN till ON till.id = coupon.redeemed_by`;
const isOpen = "coupon.redeemed_at IS NULL AND coupon.voided_at IS NULL";

/** How long before its end a coupon is told to end soon, in milliseconds. */
export const soon = 7 * 86_400_000;

// What each list holds at the moment ?1, by which column it is ordered, and which way; an index leads through each.
const lists: Record<CouponList, { holds: string; by: string; down: boolean }> = {
  all: { holds: "?1 = ?1", by: "issued_at", down: true },
  open: { holds: `${isOpen} AND coupon.valid_until > ?1`, by: "valid_until", down: false },
  ending: {
    holds: `${isOpen} AND coupon.valid_until > ?1 AND coupon.valid_until <= ?1 + ${soon}`,
    by: "valid_until",
    down: false,
  },
  expired: { holds: `${isOpen} AND coupon.valid_until <= ?1`, by: "valid_until", down: true },
  redeemed: { holds: "coupon.redeemed_at IS NOT NULL AND ?1 = ?1", by: "redeemed_at", down: true },
  void: { holds: "coupon.voided_at IS NOT NULL AND ?1 = ?1", by: "voided_at", down: true },
};

/** The statement that lists coupons, and the values that it is asked with. */
export function couponListSql(
  { list, ...narrowed }: CouponFilter,
  now: number,
  place: CouponPlace | null,
  limit: number,
): { sql: string; values: (string | number)[] } {
  const { holds, by, down } = lists[list];
  const start = place ?? { at: down ? Number.MAX_SAFE_INTEGER : 0, code: "" };
  const values: (string | number)[] = [now, start.at, start.code, limit];
  const wanted = [
    ["coupon.magnet", narrowed.magnet],
    ["coupon.shop", narrowed.shop],
    ["coupon.batch_id", narrowed.batch],
  ].flatMap(([column, value]) => (value === null || value === undefined ? [] : [[column, value] as const]));
  const conditions = wanted.map(([column, value]) => `AND ${column} = ?${values.push(value)}`);
  const way = down ? "DESC" : "ASC";
  return {
    // The page is found in the index alone; only its rows are then read.
    sql: `SELECT ${couponColumns}, place.at AS placedAt
            FROM (SELECT coupon.code, coupon.${by} AS at FROM coupon
                   WHERE ${holds} AND (coupon.${by}, coupon.code) ${down ? "<" : ">"} (?2, ?3) ${conditions.join(" ")}
                   ORDER BY coupon.${by} ${way}, coupon.code ${way} LIMIT ?4) AS place
            CROSS JOIN ${couponJoined} WHERE coupon.code = place.code ORDER BY place.at ${way}, place.code ${way}`,
    values,
  };
}

/** Coupons after `place`, as `filter` asks for them. */
export async function listCoupons(
  db: D1Database,
  filter: CouponFilter,
  now: number,
  place: CouponPlace | null,
  limit: number,
): Promise<CouponRow[]> {
  const { sql, values } = couponListSql(filter, now, place, limit);
  const found = await db
    .prepare(sql)
    .bind(...values)
    .all<CouponRow>();
  return found.results;
}

/** Coupons whose code begins with `begin`, by alphabet. */
export async function listByCode(db: D1Database, begin: string, limit: number): Promise<CouponRow[]> {
  const found = await db
    .prepare(
      `SELECT ${couponColumns}, coupon.issued_at AS placedAt FROM ${couponJoined}
        WHERE coupon.code >= ?1 AND coupon.code < ?1 || '~' ORDER BY coupon.code LIMIT ?2`,
    )
    .bind(begin, limit)
    .all<CouponRow>();
  return found.results;
}

/** Those of `codes` that there are. */
export async function listByCodes(db: D1Database, codes: readonly string[]): Promise<CouponRow[]> {
  const found = await db
    .prepare(
      `SELECT ${couponColumns}, coupon.issued_at AS placedAt FROM ${couponJoined}
        WHERE coupon.code IN (SELECT value FROM json_each(?1)) ORDER BY coupon.code`,
    )
    .bind(JSON.stringify(codes))
    .all<CouponRow>();
  return found.results;
}

/** The coupons of leads in whose name or contacts `part` stands, in capitals or not, the latest first. */
export async function listByHolder(db: D1Database, part: string, limit: number): Promise<CouponRow[]> {
  const found = await db
    .prepare(
      `SELECT ${couponColumns}, coupon.issued_at AS placedAt FROM ${couponJoined}
        WHERE coupon.lead_id IN (
          SELECT id FROM lead
           WHERE instr(lower(concat_ws(' ', given_name, family_name, email, phone)), ?1) > 0 LIMIT ?2)
        ORDER BY coupon.issued_at DESC LIMIT ?2`,
    )
    .bind(part.toLowerCase(), limit)
    .all<CouponRow>();
  return found.results;
}

/** The coupons of the lead whose identity is `identity`, the latest first. */
export async function listByIdentity(db: D1Database, identity: string, limit: number): Promise<CouponRow[]> {
  const found = await db
    .prepare(
      `SELECT ${couponColumns}, coupon.issued_at AS placedAt FROM ${couponJoined}
        WHERE coupon.lead_id = (SELECT id FROM lead WHERE identity = ?1)
        ORDER BY coupon.issued_at DESC LIMIT ?2`,
    )
    .bind(identity, limit)
    .all<CouponRow>();
  return found.results;
}
