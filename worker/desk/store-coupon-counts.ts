import { soon } from "./store-coupons.ts";

/** How many coupons of one magnet there are, by how they stand. */
export interface MagnetCount {
  magnet: string;
  /** Counted against the quota: one that was given anew counts once. */
  issued: number;
  open: number;
  ending: number;
  expired: number;
  redeemed: number;
  void: number;
  /** What the receipts came to, in cents, as far as the till was told. */
  amount: number;
}

/** How many coupons were redeemed in one shop on one day; the shop is null where the till named none. */
export interface DayCount {
  day: string;
  shop: string | null;
  n: number;
  amount: number;
}

const grouped = (what: string, where: string) =>
  `SELECT magnet, ${what} FROM coupon WHERE ${where} GROUP BY magnet`;

/** Every magnet's coupons at the moment `now`, most issued first. */
export async function countByMagnet(db: D1Database, now: number): Promise<MagnetCount[]> {
  const open = "redeemed_at IS NULL AND voided_at IS NULL";
  const results = await db.batch<Partial<MagnetCount> & { magnet: string }>([
    db.prepare("SELECT magnet, issued FROM stock"),
    db
      .prepare(
        grouped(
          `count(*) FILTER (WHERE valid_until > ?1) AS open,
           count(*) FILTER (WHERE valid_until > ?1 AND valid_until <= ?1 + ${soon}) AS ending,
           count(*) FILTER (WHERE valid_until <= ?1) AS expired`,
          open,
        ),
      )
      .bind(now),
    db.prepare(
      grouped("count(*) AS redeemed, coalesce(sum(amount), 0) AS amount", "redeemed_at IS NOT NULL"),
    ),
    db.prepare(grouped(`count(*) AS "void"`, "voided_at IS NOT NULL")),
  ]);
  const counts = new Map<string, MagnetCount>();
  for (const row of results.flatMap((result) => result.results)) {
    counts.set(row.magnet, { ...(counts.get(row.magnet) ?? nothing(row.magnet)), ...row });
  }
  return [...counts.values()].sort((one, other) => other.issued - one.issued);
}

/** A magnet of which there is no coupon. */
function nothing(magnet: string): MagnetCount {
  return { magnet, issued: 0, open: 0, ending: 0, expired: 0, redeemed: 0, void: 0, amount: 0 };
}

/** A day and its first and last moment. */
export interface DaySpan {
  day: string;
  from: number;
  to: number;
}

/** What was redeemed on each of `days`, by shop, and how many were issued on each. */
export async function countByDay(
  db: D1Database,
  days: readonly DaySpan[],
): Promise<{ redeemed: DayCount[]; issued: Map<string, number> }> {
  const spans = JSON.stringify(days);
  const within = (column: string) => `${column} >= span.value ->> 'from' AND ${column} < span.value ->> 'to'`;
  const [redeemed, issued] = await db.batch<DayCount>([
    db
      .prepare(
        `SELECT span.value ->> 'day' AS day, shop, count(*) AS n, coalesce(sum(amount), 0) AS amount
           FROM json_each(?1) AS span CROSS JOIN coupon ON ${within("redeemed_at")}
          WHERE redeemed_at IS NOT NULL GROUP BY day, shop`,
      )
      .bind(spans),
    db
      .prepare(
        `SELECT day, n FROM (
           SELECT span.value ->> 'day' AS day, (SELECT count(*) FROM coupon WHERE ${within("issued_at")}) AS n
             FROM json_each(?1) AS span)
          WHERE n > 0`,
      )
      .bind(spans),
  ]);
  return {
    redeemed: redeemed?.results ?? [],
    issued: new Map((issued?.results ?? []).map(({ day, n }) => [day, n])),
  };
}

/** How many of each magnet count against its quota. */
export async function countIssued(db: D1Database): Promise<Map<string, number>> {
  const found = await db
    .prepare("SELECT magnet, issued FROM stock")
    .all<{ magnet: string; issued: number }>();
  return new Map(found.results.map(({ magnet, issued }) => [magnet, issued]));
}
