import { withRetries } from "../store/retry.ts";
import { agreed, agreedToOpenings } from "./store-tokens.ts";

/** A press about to be written down. */
export interface PressDraft {
  at: number;
  day: string;
  mailing: string;
  variant: number;
  link: string;
  party: string;
  caller: string;
  telling: boolean;
  /** Hash of the token in the address, where the address was one mail's own. */
  token: string | null;
}

/** Whoever presses within so many milliseconds after the mail has left has not read it. */
const hasteLasts = 10_000;

/** One network's presses beyond so many in ten minutes are not written down: they are no people's. */
const mostOfOne = 200;

/** Writes `press` down, and whose mail it was where its person agrees to that. */
export async function insertPress(db: D1Database, press: PressDraft): Promise<void> {
  const { at, day, mailing, variant, link, party, caller, telling, token } = press;
  await withRetries(() =>
    db
      .prepare(
        `WITH mail (id, sent_at) AS (
           SELECT message.id, message.sent_at FROM token JOIN message ON message.id = token.subject_id
            WHERE token.hash = ?9 AND token.purpose = 'press' AND token.expires_at > ?1 AND message.mailing = ?3
              AND ${agreed("message.lead_id")})
         INSERT INTO press (at, day, mailing, variant, link, party, caller, telling, hasty, message_id)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
           coalesce(?1 < ${hasteLasts} + coalesce(
             (SELECT sent_at FROM mail), (SELECT began_at FROM mailing_sent WHERE mailing = ?3)), 1),
           (SELECT id FROM mail)
          WHERE (SELECT count(*) FROM (
            SELECT 1 FROM press WHERE party = ?6 AND at > ?1 - 600000 LIMIT ${mostOfOne})) < ${mostOfOne}`,
      )
      .bind(at, day, mailing, variant, link, party, caller, telling ? 1 : 0, token)
      .run(),
  );
}

/** The mail whose own picture has the token with this hash, where its reader still agrees to be told of. */
export function findOpened(
  db: D1Database,
  { hash, mailing, at }: { hash: string; mailing: string; at: number },
): Promise<string | null> {
  return withRetries(() =>
    db
      .prepare(
        `SELECT message.id FROM token JOIN message ON message.id = token.subject_id
          WHERE token.hash = ?1 AND token.purpose = 'open' AND token.expires_at > ?3 AND message.mailing = ?2
            AND ${agreedToOpenings("message.lead_id")}`,
      )
      .bind(hash, mailing, at)
      .first<string>("id"),
  );
}

/** The key of `day`; `drawn` becomes it where there is none yet. */
export async function findPressKey(db: D1Database, day: string, drawn: string): Promise<string> {
  const [, found] = await withRetries(() =>
    db.batch<{ key: string }>([
      db.prepare("INSERT INTO press_key (day, key) VALUES (?1, ?2) ON CONFLICT DO NOTHING").bind(day, drawn),
      db.prepare("SELECT key FROM press_key WHERE day = ?1").bind(day),
    ]),
  );
  return found?.results[0]?.key ?? drawn;
}
