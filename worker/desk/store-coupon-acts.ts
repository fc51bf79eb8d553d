import type { Limits } from "../../content/schema/limits.ts";

// What is used stays as it is, and what was taken back is taken back once.
const open = "redeemed_at IS NULL AND voided_at IS NULL";

/** Takes the coupon back; whether it is void by this. A used one is not. */
export async function voidCoupon(
  db: D1Database,
  code: string,
  at: number,
  reason: string | null,
  noted: D1PreparedStatement,
): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO coupon_act (code, at, act, reason)
         SELECT code, ?2, 'voided', ?3 FROM coupon WHERE code = ?1 AND ${open}`,
      )
      .bind(code, at, reason),
    db.prepare(`UPDATE coupon SET voided_at = ?2 WHERE code = ?1 AND ${open}`).bind(code, at),
    noted,
    db.prepare("SELECT 1 FROM coupon WHERE code = ?1 AND voided_at = ?2").bind(code, at),
  ]);
  return results.at(-1)?.results.length === 1;
}

/** A later end, and why. */
export interface Extension {
  at: number;
  until: number;
  reason: string | null;
  /** The hashes of all links that show the coupon. */
  tokens: readonly string[];
}

/** Lets the coupon live until a later moment, and its links with it; whether it does by this. */
export async function extendCoupon(
  db: D1Database,
  { code, magnet }: { code: string; magnet: string },
  { at, until, reason, tokens }: Extension,
  noted: D1PreparedStatement,
): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO coupon_act (code, at, act, note, reason)
         SELECT code, ?2, 'extended', valid_until, ?4 FROM coupon WHERE code = ?1 AND ${open} AND valid_until < ?3`,
      )
      .bind(code, at, until, reason),
    db
      .prepare(`UPDATE coupon SET valid_until = ?2 WHERE code = ?1 AND ${open} AND valid_until < ?2`)
      .bind(code, until),
    noted,
    db
      .prepare(
        `UPDATE "grant" SET expires_at = max(expires_at, ?3) WHERE magnet = ?2 AND coupon_code = ?1
            AND EXISTS (SELECT 1 FROM coupon WHERE code = ?1 AND ${open} AND valid_until = ?3)`,
      )
      .bind(code, magnet, until),
    db
      .prepare(
        `UPDATE token SET expires_at = max(expires_at, ?2) WHERE hash IN (SELECT value FROM json_each(?3))
            AND EXISTS (SELECT 1 FROM coupon WHERE code = ?1 AND ${open} AND valid_until = ?2)`,
      )
      .bind(code, until, JSON.stringify(tokens)),
    db.prepare("SELECT 1 FROM coupon_act WHERE code = ?1 AND at = ?2 AND act = 'extended'").bind(code, at),
  ]);
  return results.at(-1)?.results.length === 1;
}

/** The grants that show the coupon of `lead`, by the first of each submission, which links and mails name; the latest first. */
export async function listFirstGrants(db: D1Database, lead: string, magnet: string): Promise<string[]> {
  const found = await db
    .prepare(
      `SELECT first.id FROM submission
         JOIN "grant" ON "grant".submission_id = submission.id AND "grant".magnet = ?2
         JOIN "grant" AS first ON first.submission_id = submission.id AND first.place = 0
        WHERE submission.lead_id = ?1 AND "grant".coupon_code IS NOT NULL ORDER BY submission.at DESC LIMIT 20`,
    )
    .bind(lead, magnet)
    .all<{ id: string }>();
  return found.results.map(({ id }) => id);
}

/** The code that takes the place of another, and the mail that carries it. */
export interface Replacement {
  code: string;
  at: number;
  reason: string | null;
  /** Null for people without an address, and where the owner hands it over. */
  mail: { id: string; inbox: string; grant: string; tokenHash: string; limits: Limits } | null;
}

/** Gives the lead another code in place of `code`, which is void from then on; whether it was done. Used or expired ones stay. */
export async function replaceCoupon(
  db: D1Database,
  { code, magnet }: { code: string; magnet: string },
  replacement: Replacement,
  noted: D1PreparedStatement,
): Promise<boolean> {
  const { code: other, at, reason, mail } = replacement;
  const isThere = "EXISTS (SELECT 1 FROM coupon WHERE code = ?2)";
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO coupon (code, magnet, lead_id, submission_id, inbox, phone, issued_at, valid_from, valid_until)
         SELECT ?2, magnet, lead_id, submission_id, inbox, phone, ?3, valid_from, valid_until FROM coupon
          WHERE code = ?1 AND lead_id IS NOT NULL AND redeemed_at IS NULL AND replaced_by IS NULL AND valid_until > ?3`,
      )
      .bind(code, other, at),
    db
      .prepare(
        `UPDATE coupon SET voided_at = coalesce(voided_at, ?3), replaced_by = ?2
          WHERE code = ?1 AND redeemed_at IS NULL AND replaced_by IS NULL AND ${isThere}`,
      )
      .bind(code, other, at),
    noted,
    db
      .prepare(
        `INSERT INTO coupon_act (code, at, act, note, reason)
         SELECT code, ?3, 'replaced', ?2, ?4 FROM coupon WHERE code = ?1 AND replaced_by = ?2
         ON CONFLICT DO NOTHING`,
      )
      .bind(code, other, at, reason),
    db
      .prepare(
        `UPDATE "grant" SET coupon_code = ?2 WHERE magnet = ?3 AND coupon_code = ?1
            AND EXISTS (SELECT 1 FROM coupon WHERE code = ?1 AND replaced_by = ?2)`,
      )
      .bind(code, other, magnet),
    ...(mail === null ? [] : mailing(db, other, at, mail)),
    db.prepare("SELECT 1 FROM coupon WHERE code = ?1 AND replaced_by = ?2").bind(code, other),
  ]);
  return results.at(-1)?.results.length === 1;
}

/** One more mail with the grant's page, within the caps of its inbox; what may not leave is kept, and says why. */
function mailing(
  db: D1Database,
  other: string,
  at: number,
  { id, inbox, grant, tokenHash, limits }: NonNullable<Replacement["mail"]>,
): D1PreparedStatement[] {
  const { spacing, day, proved } = limits.inbox;
  return [
    db
      .prepare(
        `INSERT INTO message (id, kind, lead_id, submission_id, grant_id, inbox, status, failure, first_at, next_at, created_at)
         SELECT ?1, 'delivery', lead.id, "grant".submission_id, "grant".id, ?3,
           iif(judged.reason IS NULL, 'queued', 'withheld'), judged.reason, judged.first_at, judged.first_at, ?4
           FROM "grant" JOIN lead ON lead.id = "grant".lead_id AND lead.erased_at IS NULL
           JOIN coupon ON coupon.code = ?5 AND coupon.issued_at = ?4
           CROSS JOIN (
             SELECT iif(owner.confirmed_at IS NULL, max(?4, coalesce(max(earlier.first_at), 0) + ?6), ?4) AS first_at,
               CASE
                 WHEN EXISTS (SELECT 1 FROM suppression
                   WHERE inbox = ?3 AND reason IN ('bounce', 'complaint', 'owner', 'erased')) THEN 'suppressed'
                 WHEN count(*) FILTER (WHERE earlier.first_at > ?4 - 86400000)
                   >= iif(owner.confirmed_at IS NULL, ?7, ?8) THEN 'inbox-cap'
               END AS reason
               FROM "grant" AS mine JOIN lead AS owner ON owner.id = mine.lead_id
               LEFT JOIN message AS earlier ON earlier.inbox = ?3 AND earlier.status <> 'withheld'
              WHERE mine.id = ?2
           ) AS judged
          WHERE "grant".id = ?2
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, grant, inbox, at, other, spacing * 1000, day, proved),
    db
      .prepare(
        `INSERT INTO token (hash, purpose, subject_id, expires_at)
         SELECT ?1, 'grant-mail', "grant".id, "grant".expires_at FROM "grant"
          WHERE id = ?2 AND EXISTS (SELECT 1 FROM message WHERE message.id = ?3)
         ON CONFLICT (hash) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)`,
      )
      .bind(tokenHash, grant, id),
  ];
}
