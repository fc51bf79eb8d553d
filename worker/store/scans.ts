/** Who tries: a till, or a network that is none. */
export interface Trier {
  till: string | null;
  /** Keyed hash; null at home. */
  network: string | null;
}

/** Something that was tried and is no use of a coupon. */
export interface Try extends Trier {
  id: string;
  at: number;
  /** Kept where a coupon has it. */
  code: string;
  outcome: "used" | "expired" | "early" | "hours" | "shop" | "void" | "unknown" | "forged";
  /** Whether something was given for it without reception. */
  offline: boolean;
}

/** How many wrong codes one trier has, and within which span, in milliseconds. */
export interface Cap {
  limit: number;
  span: number;
}

const guessed = "outcome IN ('unknown', 'forged') AND offline = 0";

/** Whether whoever tries has had as many wrong codes as `cap` allows. */
export async function isCapped(
  db: D1Database,
  trier: Trier,
  at: number,
  { limit, span }: Cap,
): Promise<boolean> {
  const [column, value] = columnOf(trier);
  if (value === null) return false;
  const n = await db
    .prepare(
      `SELECT count(*) AS n FROM (
         SELECT 1 FROM scan WHERE ${column} = ?1 AND at > ?2 AND ${guessed} LIMIT ?3)`,
    )
    .bind(value, at - span, limit)
    .first<number>("n");
  return (n ?? 0) >= limit;
}

/** Notes a try; whether it was within `cap`, which counts those that are noted at the same moment, too. */
export async function noteTry(db: D1Database, tried: Try, { limit, span }: Cap): Promise<boolean> {
  const { id, at, till, network, code, outcome, offline } = tried;
  const [column, value] = columnOf(tried);
  // Only wrong codes are capped, and only where it is known who tries.
  const capped = !offline && (outcome === "unknown" || outcome === "forged") ? value : null;
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO scan (id, at, till_id, network, code, outcome, offline) SELECT ?1, ?2, ?3, ?4, (SELECT coupon.code FROM coupon WHERE coupon.code = ?5), ?6, ?10
          WHERE ?7 IS NULL OR (SELECT count(*) FROM scan WHERE ${column} = ?7 AND at > ?8 AND ${guessed}) < ?9
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, at, till, network, code, outcome, capped, at - span, limit, offline ? 1 : 0),
    db.prepare("SELECT 1 FROM scan WHERE id = ?1").bind(id),
  ]);
  return results.at(-1)?.results.length === 1;
}

function columnOf({ till, network }: Trier): ["till_id" | "network", string | null] {
  return till === null ? ["network", network] : ["till_id", till];
}

/** A PIN that is tried. */
export interface PinTry {
  id: string;
  at: number;
  network: string;
  shop: string;
}

/** Counts a PIN before it is judged; whether it may be: wrong ones are capped for the network and for the shop. */
export async function countPin(db: D1Database, { id, at, network, shop }: PinTry, { limit, span }: Cap) {
  const others = (column: string, value: string) =>
    `(SELECT count(*) FROM scan WHERE outcome = 'pin' AND at > ?5 AND ${column} = ${value}) < ?6`;
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO scan (id, at, network, shop, outcome) SELECT ?1, ?2, ?3, ?4, 'pin'
          WHERE ${others("network", "?3")} AND ${others("shop", "?4")}
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, at, network, shop, at - span, limit),
    db.prepare("SELECT 1 FROM scan WHERE id = ?1").bind(id),
  ]);
  return results.at(-1)?.results.length === 1;
}
