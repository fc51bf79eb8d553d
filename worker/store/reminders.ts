import type { Limits } from "../../content/schema/limits.ts";

/** As far as the grants, or the coupons, of a magnet were gone through, in the order of their ends. */
export interface ReminderPlace {
  magnet: string;
  ends: number;
  /** The grant, or the code. */
  subject: string;
}

/** What is to be gone through of one magnet: what comes after a place, as far as a moment. */
export interface Stretch extends ReminderPlace {
  until: number;
}

/** What was come to. */
export interface ReminderRow extends ReminderPlace {
  grantId: string;
  email: string | null;
  leadId: string;
  couponCode: string | null;
  /** Whether its person is to be reminded of it. */
  due: 0 | 1;
}

/** The place of each magnet; that without a name holds the moment since when first mails announce reminders. */
export async function listPlaces(db: D1Database): Promise<ReminderPlace[]> {
  const found = await db
    .prepare("SELECT magnet, ends_at AS ends, subject FROM reminder")
    .all<ReminderPlace>();
  return found.results;
}

// ?2 is now, ?3 the moment since when first mails announce a reminder: nobody gets one who was promised none.
const due = `lead.erased_at IS NULL AND lead.email IS NOT NULL AND "grant".expires_at > ?2
  AND (lead.confirmed_at IS NOT NULL OR submission.at >= ?3)
  AND CASE WHEN "grant".coupon_code IS NULL
    THEN "grant".open_until IS NULL AND NOT EXISTS (
      SELECT 1 FROM submission AS other JOIN "grant" AS opened ON opened.submission_id = other.id
       WHERE other.lead_id = "grant".lead_id AND opened.magnet = "grant".magnet AND opened.open_until IS NOT NULL)
    ELSE coupon.redeemed_at IS NULL AND coupon.voided_at IS NULL AND coupon.valid_until > ?2
      AND submission.at <= ?2 - 86400000 END
  AND NOT EXISTS (
    SELECT 1 FROM message AS first
     WHERE first.lead_id = "grant".lead_id AND first.submission_id = "grant".submission_id
       AND first.kind IN ('delivery', 'confirmation') AND first.status <> 'sent')
  AND NOT EXISTS (
    SELECT 1 FROM message AS earlier JOIN "grant" AS reminded ON reminded.id = earlier.grant_id
     WHERE earlier.lead_id = "grant".lead_id AND earlier.about ->> '$.reminder' IS NOT NULL
       AND reminded.magnet = "grant".magnet AND reminded.coupon_code IS "grant".coupon_code)`;

const around = `JOIN submission ON submission.id = "grant".submission_id
  JOIN lead ON lead.id = "grant".lead_id LEFT JOIN coupon ON coupon.code = "grant".coupon_code`;

const columns = `"grant".id AS grantId, "grant".magnet, lead.email, "grant".lead_id AS leadId,
  "grant".coupon_code AS couponCode, ${due} AS due`;

/** How far to go, and what holds of all. */
interface Bounds {
  now: number;
  /** The moment since when first mails announce reminders. */
  since: number;
  most: number;
}

/** The grants of `stretches` that are no coupons', in the order in which they are gone through. */
export async function listUnopened(
  db: D1Database,
  stretches: readonly Stretch[],
  { now, since, most }: Bounds,
): Promise<ReminderRow[]> {
  const found = await db
    .prepare(
      `SELECT ${columns}, "grant".expires_at AS ends, "grant".id AS subject
         FROM json_each(?1) AS stretch
         CROSS JOIN "grant" ON "grant".magnet = stretch.value ->> 'magnet' AND "grant".coupon_code IS NULL
          AND "grant".expires_at BETWEEN stretch.value ->> 'ends' AND stretch.value ->> 'until'
          AND ("grant".expires_at, "grant".id) > (stretch.value ->> 'ends', stretch.value ->> 'subject')
         ${around}
        ORDER BY stretch.key, ends, subject LIMIT ?4`,
    )
    .bind(JSON.stringify(stretches), now, since, most)
    .all<ReminderRow>();
  return found.results;
}

/** The open coupons of `stretches`, in the order in which they are gone through. */
export async function listUnused(
  db: D1Database,
  stretches: readonly Stretch[],
  { now, since, most }: Bounds,
): Promise<ReminderRow[]> {
  const found = await db
    .prepare(
      `SELECT ${columns}, open.valid_until AS ends, open.code AS subject
         FROM json_each(?1) AS stretch
         CROSS JOIN coupon AS open ON open.magnet = stretch.value ->> 'magnet' AND open.lead_id IS NOT NULL
          AND open.redeemed_at IS NULL AND open.voided_at IS NULL
          AND open.valid_until BETWEEN stretch.value ->> 'ends' AND stretch.value ->> 'until'
          AND (open.valid_until, open.code) > (stretch.value ->> 'ends', stretch.value ->> 'subject')
         JOIN "grant" ON "grant".submission_id = open.submission_id AND "grant".magnet = open.magnet
         ${around}
        ORDER BY stretch.key, ends, subject LIMIT ?4`,
    )
    .bind(JSON.stringify(stretches), now, since, most)
    .all<ReminderRow>();
  return found.results;
}

/** A reminder about to be written down. */
export interface ReminderDraft {
  id: string;
  grantId: string;
  /** What was not done. */
  reminder: "unopened" | "unused";
  inbox: string;
  /** Of the token that its link carries. */
  hash: string;
}

/** Writes `drafts` down, where they are still due and the caps of their inboxes have room, and how far it has come. */
export async function writeReminders(
  db: D1Database,
  drafts: readonly ReminderDraft[],
  places: readonly ReminderPlace[],
  { now, since, limits }: { now: number; since: number; limits: Limits["inbox"] & { spacing: number } },
): Promise<void> {
  const made = JSON.stringify(drafts);
  await db.batch([
    db
      .prepare(
        `INSERT INTO message (id, kind, lead_id, submission_id, grant_id, inbox, about, first_at, next_at, created_at)
         SELECT made.value ->> 'id', 'delivery', "grant".lead_id, "grant".submission_id, "grant".id,
           made.value ->> 'inbox', json_object('reminder', made.value ->> 'reminder'), first_at, first_at, ?2
           FROM (
             SELECT made.value, max(?2, coalesce(max(message.first_at), 0)
                 + iif(lead.confirmed_at IS NULL, ?4, 0)) AS first_at,
               count(*) FILTER (WHERE message.first_at > ?2 - 86400000) AS a_day,
               count(*) FILTER (WHERE message.first_at > ?2 - 2592000000) AS a_month
               FROM json_each(?1) AS made
               JOIN "grant" ON "grant".id = made.value ->> 'grantId'
               JOIN lead ON lead.id = "grant".lead_id
               LEFT JOIN message ON message.inbox = made.value ->> 'inbox' AND message.status <> 'withheld'
              GROUP BY made.key) AS made
           JOIN "grant" ON "grant".id = made.value ->> 'grantId'
           ${around}
          WHERE ${due}
            AND a_day < iif(lead.confirmed_at IS NULL, ?5, ?6) AND (lead.confirmed_at IS NOT NULL OR a_month < ?7)
            AND NOT EXISTS (SELECT 1 FROM suppression WHERE suppression.inbox = made.value ->> 'inbox')
         ON CONFLICT DO NOTHING`,
      )
      .bind(made, now, since, limits.spacing * 1000, limits.day, limits.proved, limits.month),
    db
      .prepare(
        `INSERT INTO token (hash, purpose, subject_id, expires_at)
         SELECT made.value ->> 'hash', 'grant-mail', "grant".id, "grant".expires_at
           FROM json_each(?1) AS made
           JOIN message ON message.id = made.value ->> 'id'
           JOIN "grant" ON "grant".id = message.grant_id
          WHERE true
         ON CONFLICT (hash) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)`,
      )
      .bind(made),
    // A slower run may set it back: what is gone through again finds its mail written.
    db
      .prepare(
        `INSERT INTO reminder (magnet, ends_at, subject)
         SELECT place.value ->> 'magnet', place.value ->> 'ends', place.value ->> 'subject'
           FROM json_each(?1) AS place WHERE true
         ON CONFLICT (magnet) DO UPDATE SET ends_at = excluded.ends_at, subject = excluded.subject`,
      )
      .bind(JSON.stringify(places)),
  ]);
}
