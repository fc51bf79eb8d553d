import { pictureLink } from "./link-name.ts";
import { agreed, agreedToOpenings } from "./store-tokens.ts";

/** How long a press waits before it is judged, in milliseconds: what follows it tells what it was. */
export const settleAfter = 600_000;

/** What a program pressed so long before tells whether it is a scanner, in milliseconds. */
export const tellFor = 3_600_000;

/** Presses of one link by one program of one network within so many milliseconds are one. */
const same = 600_000;

/** As many presses are judged in one call of the clock. */
const atOnce = 1000;

// How quickly only scanners press, in milliseconds: three links, or any beside the one that nobody sees; and two links.
const [quick, quicker] = [10_000, 2000];

/** The first moment of what waits for its judgment and of what is kept at all, and the first day that has a key. */
export async function oldestOf(db: D1Database) {
  const row = await db
    .prepare(
      `SELECT (SELECT min(at) FROM press WHERE sweep IS NULL) AS waiting,
         min(coalesce((SELECT min(at) FROM press), 9e15), coalesce((SELECT min(at) FROM scanner), 9e15)) AS anything,
         (SELECT min(day) FROM press_key) AS day`,
    )
    .first<{ waiting: number | null; anything: number; day: string | null }>();
  if (row === null) return { waiting: null, any: null, day: null };
  return { waiting: row.waiting, any: row.anything === 9e15 ? null : row.anything, day: row.day };
}

const near = (milliseconds: number) =>
  `other.party = press.party AND other.at BETWEEN press.at - ${milliseconds} AND press.at + ${milliseconds}`;

// An opening is no press: whoever opens a mail may press the next moment.
const isPress = (row: string) => `${row}.link <> '${pictureLink}'`;

// Different links of one mailing sooner after each other than anybody reads.
const many = `(${isPress("press")} AND (EXISTS (SELECT 1 FROM press AS other
    WHERE ${near(quicker)} AND other.mailing = press.mailing AND ${isPress("other")} AND other.link <> press.link)
  OR (SELECT count(DISTINCT other.link) FROM press AS other
    WHERE ${near(quick)} AND other.mailing = press.mailing AND ${isPress("other")}) >= 3))`;

const before = (condition: string) => `NOT EXISTS (SELECT 1 FROM press AS other
  WHERE other.caller = press.caller AND other.mailing = press.mailing AND other.kind = press.kind ${condition}
    AND other.at > press.at - ${same} AND (other.at, other.id) < (press.at, press.id))`;

/**
 * Judges the presses until the moment `until`, and adds them up; of two that do so at once, each press counts for one.
 *
 * A scanner asks without fetching (HEAD), presses what nobody sees or several links at once, presses as soon as the mail
 * has left, or is a program that did any of it within the hour before.
 */
export async function settle(db: D1Database, sweep: string, until: number): Promise<void> {
  const mine = (sql: string) => db.prepare(sql).bind(sweep);
  await db.batch([
    db
      .prepare(
        `UPDATE press SET sweep = ?1, kind = 'person' WHERE id IN (
           SELECT id FROM press WHERE sweep IS NULL AND at <= ?2 ORDER BY at, id LIMIT ${atOnce})`,
      )
      .bind(sweep, until),
    mine(
      `INSERT INTO scanner (caller, at)
       SELECT DISTINCT caller, at FROM press WHERE sweep = ?1 AND (telling = 1 OR ${many}) ON CONFLICT DO NOTHING`,
    ),
    mine(
      `UPDATE press SET kind = 'scanner' WHERE sweep = ?1 AND (hasty = 1
         OR EXISTS (SELECT 1 FROM press AS other WHERE ${near(quick)} AND other.telling = 1)
         OR EXISTS (SELECT 1 FROM scanner WHERE scanner.caller = press.caller
              AND scanner.at BETWEEN press.at - ${tellFor} AND press.at))`,
    ),
    mine(
      `INSERT INTO click_count (mailing, day, variant, link, kind, n, presses, people)
       SELECT mailing, day, variant, link, kind, sum(${before("AND other.link = press.link")}), count(*), sum(${before(`AND ${isPress("other")}`)})
         FROM press WHERE sweep = ?1 AND ${isPress("press")} GROUP BY mailing, day, variant, link, kind
       ON CONFLICT DO UPDATE SET n = n + excluded.n, presses = presses + excluded.presses,
         people = people + excluded.people`,
    ),
    mine(
      `INSERT INTO lead_press (lead_id, mailing, link, first_at)
       SELECT message.lead_id, press.mailing, press.link, min(press.at)
         FROM press JOIN message ON message.id = press.message_id
        WHERE sweep = ?1 AND press.kind = 'person' AND ${isPress("press")} AND ${agreed("message.lead_id")}
        GROUP BY message.lead_id, press.mailing, press.link
       ON CONFLICT DO UPDATE SET first_at = min(first_at, excluded.first_at)`,
    ),
    mine(
      `INSERT INTO lead_open (lead_id, mailing, first_at)
       SELECT message.lead_id, press.mailing, min(press.at) FROM press JOIN message ON message.id = press.message_id
        WHERE sweep = ?1 AND press.kind = 'person' AND NOT ${isPress("press")}
          AND ${agreedToOpenings("message.lead_id")}
        GROUP BY message.lead_id, press.mailing
       ON CONFLICT DO UPDATE SET first_at = min(first_at, excluded.first_at)`,
    ),
  ]);
}

/** Forgets the presses that no judgment needs any more, the scanners of more than an hour ago, and the keys of days before `today`. */
export async function clearPresses(db: D1Database, now: number, today: string): Promise<void> {
  const rest = (span: number) =>
    `min(?1 - ${settleAfter}, coalesce((SELECT min(at) FROM press WHERE sweep IS NULL), ?1)) - ${span}`;
  await db.batch([
    db
      .prepare(
        `DELETE FROM press WHERE id IN (
           SELECT id FROM press WHERE sweep IS NOT NULL AND at < ${rest(same)} ORDER BY at LIMIT ${4 * atOnce})`,
      )
      .bind(now),
    db
      .prepare(
        `DELETE FROM scanner WHERE (caller, at) IN (
           SELECT caller, at FROM scanner WHERE at < ${rest(tellFor)} ORDER BY at LIMIT ${4 * atOnce})`,
      )
      .bind(now),
    db.prepare("DELETE FROM press_key WHERE day < ?1").bind(today),
  ]);
}
