import type { ProviderEvent } from "../hooks/event.ts";

// The worse of two things that happened to an inbox is what counts, in whatever order they are told.
const rank = (kind: string) =>
  `CASE ${kind} WHEN 'complaint' THEN 3 WHEN 'bounce' THEN 2 WHEN 'hard' THEN 2 ELSE 1 END`;
// And of two that are alike, the one that happened first.
const weight = (kind: string, at: string) => `(${rank(kind)}) * 10000000000000 - ${at}`;
// The moment at which each was first said of a mail.
const moments = [
  ["delivered", "delivered_at"],
  ["deferred", "deferred_at"],
  ["soft", "soft_at"],
  ["hard", "hard_at"],
  ["complaint", "complained_at"],
] as const;
const earlier = (column: string) =>
  `${column} = min(coalesce(message.${column}, news.${column}), coalesce(news.${column}, message.${column}))`;
// As many mails that came back for the moment, in as long a time, mean that nobody is there.
const manySofts = 3;
const softTime = 30 * 86_400_000;

// A provider may be quicker than we are to write down that it has the mail; told again a minute later, we know it.
const haste = 60_000;

/** What a call of a provider brought, and when we heard of it. */
export interface Report {
  provider: string;
  events: readonly ProviderEvent[];
  now: number;
}

/** What of a report is of mails of ours, and whether some of it came sooner than we could know of its mail. */
interface Kept {
  ours: number;
  isEarly: boolean;
}

/**
 * Writes down what a provider reports, and all that follows from it, or nothing.
 *
 * Told again it changes nothing: each event counts when it is first written down.
 */
export async function keepEvents(db: D1Database, { provider, events, now }: Report): Promise<Kept> {
  // A provider's clock may run ahead; what it reports has happened.
  const told = JSON.stringify(
    events.map((event) => ({ ...event, at: Math.max(0, Math.min(event.at, now)) })),
  );
  const [, known] = await db.batch<{ n: number; fresh: number }>([
    db
      .prepare(
        `INSERT OR IGNORE INTO provider_event (provider, event_id, kind, message_id, at, received_at)
         SELECT ?1, told.value ->> 'id', told.value ->> 'kind', message.id, told.value ->> 'at', ?3
           FROM json_each(?2) AS told
           JOIN message ON message.id = told.value ->> 'message'
             OR message.provider_id IN (told.value ->> 'mail', '<' || (told.value ->> 'mail') || '>', trim(told.value ->> 'mail', '<>'))`,
      )
      .bind(provider, told, now),
    db
      .prepare(
        `SELECT count(*) AS n, count(*) FILTER (WHERE at > ?3) AS fresh FROM provider_event
          WHERE provider = ?1 AND event_id IN (SELECT value ->> 'id' FROM json_each(?2))`,
      )
      .bind(provider, told, now - haste),
    ...following(db, { provider, told, now }),
  ]);
  const { n: ours = 0, fresh = 0 } = known?.results[0] ?? {};
  const recent = new Set(events.flatMap(({ id, at }) => (at > now - haste ? [id] : [])));
  return { ours, isEarly: recent.size > fresh };
}

/** Keeps the inboxes of `messages` from all further mails, since their provider says that they take none. */
export async function suppressBounced(
  db: D1Database,
  messages: readonly string[],
  now: number,
): Promise<void> {
  if (messages.length === 0) return;
  const ids = JSON.stringify(messages);
  const these = "id IN (SELECT value FROM json_each(?1))";
  await db.batch([
    db
      .prepare(
        `UPDATE message SET bounce = 'hard', bounced_at = ?2, hard_at = ?2
          WHERE ${these} AND (bounce IS NULL OR bounce = 'soft')`,
      )
      .bind(ids, now),
    db
      .prepare(suppressing(`SELECT inbox, 'bounce', ?2 FROM message WHERE ${these} AND inbox IS NOT NULL`))
      .bind(ids, now),
    db
      .prepare(withholding(`SELECT inbox FROM message WHERE ${these} AND ?2 > 0 AND inbox IS NOT NULL`))
      .bind(ids, now),
  ]);
}

/** What follows from the events of this call that nobody had told before. */
function following(
  db: D1Database,
  { provider, told, now }: { provider: string; told: string; now: number },
): D1PreparedStatement[] {
  const heard = `provider_event.provider = ?1 AND provider_event.received_at = ?3
    AND provider_event.event_id IN (SELECT value ->> 'id' FROM json_each(?2))`;
  const tooMany = `(SELECT count(*) FROM message AS earlier
    WHERE earlier.inbox = message.inbox AND earlier.soft_at > ?3 - ${softTime}) >= ${manySofts}`;
  const statements = [
    `UPDATE message SET ${moments.map(([, column]) => earlier(column)).join(", ")}
       FROM (SELECT message_id, ${moments.map(([kind, column]) => `min(at) FILTER (WHERE kind = '${kind}') AS ${column}`).join(", ")}
               FROM provider_event WHERE ${heard} AND kind <> 'unsubscribed' GROUP BY message_id) AS news
      WHERE message.id = news.message_id`,
    `UPDATE message SET bounce = news.kind, bounced_at = news.at, reason = news.reason
       FROM (SELECT message_id, kind, at, told.value ->> 'reason' AS reason, max(${weight("kind", "at")}) AS weight
               FROM json_each(?2) AS told
               JOIN provider_event ON provider_event.provider = ?1 AND provider_event.event_id = told.value ->> 'id'
              WHERE provider_event.received_at = ?3 AND kind IN ('hard', 'soft', 'complaint') GROUP BY message_id) AS news
      WHERE message.id = news.message_id
        AND (message.bounce IS NULL OR news.weight > ${weight("message.bounce", "message.bounced_at")})`,
    suppressing(
      `SELECT message.inbox, CASE provider_event.kind WHEN 'complaint' THEN 'complaint' WHEN 'unsubscribed' THEN 'unsubscribed' ELSE 'bounce' END, ?3
         FROM provider_event JOIN message ON message.id = provider_event.message_id
        WHERE ${heard} AND message.inbox IS NOT NULL
          AND (provider_event.kind IN ('hard', 'complaint', 'unsubscribed') OR (provider_event.kind = 'soft' AND ${tooMany}))`,
    ),
    withholding(
      `SELECT message.inbox FROM provider_event JOIN message ON message.id = provider_event.message_id
        WHERE ${heard} AND message.inbox IS NOT NULL`,
    ),
    `INSERT INTO receipt (
       lead_id, submission_id, purpose, granted, wording, wording_hash, version, form, form_hash, build, locale, page_url,
       channel, message_id, at
     )
     SELECT last.lead_id, last.submission_id, last.purpose, 0, last.wording, last.wording_hash, last.version, last.form,
       last.form_hash, last.build, last.locale, last.page_url, 'hook', min(message.id), ?3
       FROM provider_event JOIN message ON message.id = provider_event.message_id
       JOIN receipt AS last ON last.lead_id = message.lead_id
      WHERE ${heard} AND provider_event.kind = 'unsubscribed' AND last.granted = 1
        AND last.id = (
          SELECT max(other.id) FROM receipt AS other WHERE other.lead_id = last.lead_id AND other.purpose = last.purpose)
      GROUP BY last.id ORDER BY last.id`,
  ];
  return statements.map((sql) => db.prepare(sql).bind(provider, told, now));
}

function suppressing(found: string): string {
  return `INSERT INTO suppression (inbox, reason, at) ${found}
    ON CONFLICT (inbox) DO UPDATE SET reason = excluded.reason, at = excluded.at, silent = 0
     WHERE (suppression.reason <> 'owner' AND ${rank("excluded.reason")} > ${rank("suppression.reason")})
        OR (suppression.silent = 1 AND excluded.reason = 'unsubscribed')`;
}

/** What waits for a suppressed inbox does not leave any more; what was asked for does, unless the inbox is no good. */
function withholding(inboxes: string): string {
  return `UPDATE message SET status = 'withheld', failure = 'suppressed'
    WHERE status = 'queued' AND inbox IN (${inboxes})
      AND EXISTS (
        SELECT 1 FROM suppression WHERE suppression.inbox = message.inbox
           AND (suppression.reason IN ('bounce', 'complaint', 'owner') OR message.kind IN ('confirmation', 'sequence', 'campaign')))`;
}
