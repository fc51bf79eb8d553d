import type { TillRow } from "./tills.ts";

/** A device that is signed in. */
export type Device = Pick<TillRow, "id" | "name" | "shop" | "seenAt">;

/** A device about to be signed in; `secret` is the hash of what its cookie holds. */
export interface DeviceDraft {
  id: string;
  name: string;
  shop: string;
  secret: string;
  at: number;
}

/** The device whose cookie has the hash `secret`, and whether it was signed out; null where there is none. */
export function findDevice(
  db: D1Database,
  secret: string,
): Promise<(Device & { revokedAt: number | null }) | null> {
  return db
    .prepare("SELECT id, name, shop, seen_at AS seenAt, revoked_at AS revokedAt FROM till WHERE secret = ?1")
    .bind(secret)
    .first();
}

/** The shop that the link with this hash signs a device in for; null where it ended, or was used. */
export function findInvite(db: D1Database, hash: string, now: number): Promise<string | null> {
  return db
    .prepare("SELECT shop FROM till_key WHERE hash = ?1 AND kind = 'invite' AND expires_at > ?2")
    .bind(hash, now)
    .first<string>("shop");
}

/** Signs a device in by a link, which is spent with it; whether it is in. */
export async function enterByInvite(db: D1Database, hash: string, draft: Omit<DeviceDraft, "shop">) {
  const { id, name, secret, at } = draft;
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO till (id, name, shop, secret, created_at, seen_at)
         SELECT ?1, ?2, shop, ?3, ?4, ?4 FROM till_key WHERE hash = ?5 AND kind = 'invite' AND expires_at > ?4`,
      )
      .bind(id, name, secret, at, hash),
    db
      .prepare("DELETE FROM till_key WHERE hash = ?1 AND EXISTS (SELECT 1 FROM till WHERE id = ?2)")
      .bind(hash, id),
    db.prepare("SELECT 1 FROM till WHERE id = ?1").bind(id),
  ]);
  return results.at(-1)?.results.length === 1;
}

/** What the database keeps of the PIN of `shop`, or null. */
export function findPin(db: D1Database, shop: string): Promise<string | null> {
  return db
    .prepare("SELECT hash FROM till_key WHERE kind = 'pin' AND shop = ?1")
    .bind(shop)
    .first<string>("hash");
}

/** Signs a device in whose PIN was right; the try `pin` counts as none. */
export async function enterByPin(db: D1Database, pin: string, draft: DeviceDraft): Promise<void> {
  const { id, name, shop, secret, at } = draft;
  await db.batch([
    db
      .prepare(
        `INSERT INTO till (id, name, shop, secret, created_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, name, shop, secret, at),
    db.prepare("DELETE FROM scan WHERE id = ?1 AND outcome = 'pin'").bind(pin),
  ]);
}

/** Notes that the device was in contact and has handed over all that it had done before. */
export async function touchDevice(db: D1Database, id: string, at: number): Promise<void> {
  await db.prepare("UPDATE till SET seen_at = max(seen_at, ?2) WHERE id = ?1").bind(id, at).run();
}
