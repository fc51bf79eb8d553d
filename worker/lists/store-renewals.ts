import { type Capped, isFull, spansFor } from "../mailings/caps.ts";
import { noForms, whyNot } from "./writable.ts";

/** As far as the silent were gone through on a day: when the last was seen, and their row. */
export interface SilentPlace {
  day: string;
  seenAt: number;
  row: number;
}

/** Somebody silent who was come to. */
export interface SilentRow {
  row: number;
  id: string;
  email: string | null;
  seenAt: number;
  /** Whether they are to be asked. */
  due: 0 | 1;
}

/** The place that was reached last, or null. */
export function findPlace(db: D1Database): Promise<SilentPlace | null> {
  return db.prepare("SELECT day, seen_at AS seenAt, row FROM renewal_place").first<SilentPlace>();
}

/** What holds of all who are asked. */
export interface Asking {
  now: number;
  /** Whoever was seen since then is not silent. */
  cutoff: number;
  purpose: string;
}

// ?1 is the end of the time in which nothing was heard, ?2 the purpose, ?3 no form. One life of theirs elsewhere is one here.
const due = `${whyNot(2)} IS NULL AND lead.seen_at <= ?1
  AND NOT EXISTS (SELECT 1 FROM lead AS twin WHERE twin.merged_into = lead.id AND twin.seen_at > ?1)
  AND NOT EXISTS (SELECT 1 FROM renewal WHERE renewal.lead_id = lead.id AND renewal.since = lead.seen_at)`;

/** The silent after `place`, `most` of them, in the order in which they were seen. */
export async function listSilent(
  db: D1Database,
  { seenAt, row }: Omit<SilentPlace, "day">,
  { cutoff, purpose }: Asking,
  most: number,
): Promise<SilentRow[]> {
  const found = await db
    .prepare(
      `SELECT lead.rowid AS row, lead.id, lead.email, lead.seen_at AS seenAt, coalesce(${due}, 0) AS due
         FROM (
           SELECT rowid AS place FROM lead
            WHERE (seen_at, rowid) > (?4, ?5) AND seen_at <= ?1 AND erased_at IS NULL AND merged_into IS NULL
            ORDER BY seen_at, rowid LIMIT ?6) AS silent
         JOIN lead ON lead.rowid = silent.place ORDER BY lead.seen_at, lead.rowid`,
    )
    .bind(cutoff, purpose, noForms, seenAt, row, most)
    .all<SilentRow>();
  return found.results;
}

/** A mail that asks, about to be written down. */
export interface RenewalDraft {
  id: string;
  lead: string;
  inbox: string;
  /** Of the token that its button carries, and until when that opens the page. */
  hash: string;
  ends: number;
}

/** Writes `drafts` down, where they may still be asked and the caps of their inboxes have room, and how far it has come. */
export async function writeRenewals(
  db: D1Database,
  drafts: readonly RenewalDraft[],
  place: SilentPlace,
  { now, cutoff, purpose, ...capped }: Asking & Capped,
): Promise<void> {
  const made = JSON.stringify(drafts);
  await db.batch([
    db
      .prepare(
        `INSERT INTO message (id, kind, lead_id, submission_id, inbox, about, first_at, next_at, created_at)
         SELECT made.value ->> 'id', 'campaign', lead.id, (
             SELECT id FROM submission WHERE submission.lead_id = lead.id AND status = 'accepted' ORDER BY at DESC, id DESC LIMIT 1),
           made.value ->> 'inbox', json_object('renewal', lead.seen_at), ?5, ?5, ?5
           FROM json_each(?4) AS made JOIN lead ON lead.id = made.value ->> 'lead'
          WHERE ${due}
            AND NOT EXISTS (SELECT 1 FROM suppression WHERE suppression.inbox = made.value ->> 'inbox')
            AND NOT ${isFull({ inbox: "made.value ->> 'inbox'", at: "?5", spans: "?6" })}
            -- The same inbox, written in another way, may be somebody who is there.
            AND NOT EXISTS (
              SELECT 1 FROM message JOIN lead AS other ON other.id = message.lead_id
               WHERE message.inbox = made.value ->> 'inbox' AND other.seen_at > ?1)
         ON CONFLICT DO NOTHING`,
      )
      .bind(cutoff, purpose, noForms, made, now, spansFor([now], capped)),
    db
      .prepare(
        `INSERT INTO renewal (lead_id, since, message_id, asked_at)
         SELECT message.lead_id, message.about ->> '$.renewal', message.id, ?2
           FROM json_each(?1) AS made JOIN message ON message.id = made.value ->> 'id'
          WHERE true ON CONFLICT DO NOTHING`,
      )
      .bind(made, now),
    db
      .prepare(
        `INSERT INTO token (hash, purpose, subject_id, expires_at)
         SELECT made.value ->> 'hash', 'renewal', message.id, made.value ->> 'ends'
           FROM json_each(?1) AS made JOIN message ON message.id = made.value ->> 'id'
          WHERE true ON CONFLICT DO NOTHING`,
      )
      .bind(made),
    db
      .prepare(
        `INSERT INTO renewal_place (one, day, seen_at, row) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET day = excluded.day, seen_at = excluded.seen_at, row = excluded.row`,
      )
      .bind(place.day, place.seenAt, place.row),
  ]);
}

/** When somebody agreed to be written to, and in which language they read. */
interface Asked {
  agreedAt: number;
  locale: string;
}

/** What a mail that asks needs to know at the moment it leaves; null where it is not to be asked any more. */
export function findAsked(db: D1Database, message: string, purpose: string): Promise<Asked | null> {
  return db
    .prepare(
      `SELECT consent_state.at AS agreedAt, lead.locale
         FROM message JOIN lead ON lead.id = message.lead_id
         JOIN consent_state ON consent_state.lead_id = lead.id AND consent_state.purpose = ?2
        WHERE message.id = ?1 AND lead.seen_at <= message.about ->> '$.renewal' AND ${whyNot(2)} IS NULL
          AND NOT EXISTS (SELECT 1 FROM suppression WHERE suppression.inbox = message.inbox)`,
    )
    .bind(message, purpose, noForms)
    .first<Asked>();
}
