import { forever } from "../tokens.ts";

/** A device at a till, and how many coupons it took. */
export interface TillRow {
  id: string;
  name: string;
  shop: string;
  createdAt: number;
  seenAt: number;
  revokedAt: number | null;
  redeemed: number;
}

/** All devices, those in use first. */
export async function listTills(db: D1Database): Promise<TillRow[]> {
  const found = await db
    .prepare(
      `SELECT till.id, till.name, till.shop, till.created_at AS createdAt, till.seen_at AS seenAt,
         till.revoked_at AS revokedAt, coalesce(taken.n, 0) AS redeemed
         FROM till
         LEFT JOIN (SELECT redeemed_by, count(*) AS n FROM coupon WHERE redeemed_at IS NOT NULL GROUP BY redeemed_by)
           AS taken ON taken.redeemed_by = till.id
        ORDER BY till.revoked_at IS NOT NULL, till.seen_at DESC LIMIT 200`,
    )
    .all<TillRow>();
  return found.results;
}

/** Gives a device another name; whether it is there. */
export async function renameTill(
  db: D1Database,
  id: string,
  name: string,
  noted: D1PreparedStatement,
): Promise<boolean> {
  const [done] = await db.batch([
    db.prepare("UPDATE till SET name = ?2 WHERE id = ?1 AND revoked_at IS NULL RETURNING 1").bind(id, name),
    noted,
  ]);
  return done?.results.length === 1;
}

/** Signs a device out for good; whether it is there. `noted` tells who at the desk did it. */
export async function revokeTill(
  db: D1Database,
  id: string,
  now: number,
  noted?: D1PreparedStatement,
): Promise<boolean> {
  const [done] = await db.batch([
    db
      .prepare("UPDATE till SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1 RETURNING 1")
      .bind(id, now),
    ...(noted === undefined ? [] : [noted]),
  ]);
  return done?.results.length === 1;
}

/** Lets one device sign in for `shop` with the link whose token has `hash`; links that have ended go. */
export async function createInvite(
  db: D1Database,
  invite: { hash: string; shop: string; now: number; expires: number },
  noted: D1PreparedStatement,
): Promise<void> {
  const { hash, shop, now, expires } = invite;
  await db.batch([
    db.prepare("DELETE FROM till_key WHERE kind = 'invite' AND expires_at <= ?1").bind(now),
    db
      .prepare(
        `INSERT INTO till_key (hash, kind, shop, created_at, expires_at) VALUES (?1, 'invite', ?2, ?3, ?4)
         ON CONFLICT (hash) DO NOTHING`,
      )
      .bind(hash, shop, now, expires),
    noted,
  ]);
}

/** Sets the PIN of `shop` in place of the one before. */
export async function setPin(
  db: D1Database,
  shop: string,
  { hash, now }: { hash: string; now: number },
  noted: D1PreparedStatement,
): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM till_key WHERE kind = 'pin' AND shop = ?1").bind(shop),
    db
      .prepare(
        "INSERT INTO till_key (hash, kind, shop, created_at, expires_at) VALUES (?1, 'pin', ?2, ?3, ?4)",
      )
      .bind(hash, shop, now, forever),
    noted,
  ]);
}

/** Takes the PIN of `shop` away. */
export async function removePin(db: D1Database, shop: string, noted: D1PreparedStatement): Promise<void> {
  await db.batch([db.prepare("DELETE FROM till_key WHERE kind = 'pin' AND shop = ?1").bind(shop), noted]);
}

/** Since when each shop has its PIN. */
export async function listPins(db: D1Database): Promise<Map<string, number>> {
  const found = await db
    .prepare("SELECT shop, created_at AS createdAt FROM till_key WHERE kind = 'pin'")
    .all<{ shop: string; createdAt: number }>();
  return new Map(found.results.map(({ shop, createdAt }) => [shop, createdAt]));
}
