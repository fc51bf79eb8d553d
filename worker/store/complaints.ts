import { clearAlarm, raiseAlarm } from "./alarms.ts";

/** Holds for messages that nobody asked for: reminders, sequences and campaigns; the rest answer what a person did. */
export const unasked = "(kind IN ('sequence', 'campaign') OR about ->> '$.reminder' IS NOT NULL)";
/** Holds while those must not leave. */
export const isHeld = "EXISTS (SELECT 1 FROM mail_stop WHERE ended_at IS NULL)";

const hour = 3_600_000;
const arriving = "coalesce(sum(iif(delivered > 0, delivered, max(0, sent - hard - soft))), 0)";
const counting = "kind IN ('reminder', 'sequence', 'campaign')";

/** How many mails that nobody asked for arrived, and how many people complained of one. */
export interface Complaints {
  complained: number;
  /** As many as were delivered; of an hour without any such report, what did not come back. */
  arrived: number;
}

/** A time in which mails that nobody asked for did not leave. */
export interface MailStop extends Complaints {
  since: number;
  endedAt: number | null;
  reason: string | null;
  /** The name of whoever let them leave again; null: the owner. */
  member: string | null;
}

/** How complaints stand: in all the time since `from`, and in as much of it as nobody has yet said to go on about. */
export interface Standing {
  all: Complaints;
  unjudged: Complaints;
  /** The stop that is on, or the last that there was. */
  last: MailStop | null;
}

/** Reads how complaints stand since `from`; where nobody complained, what arrived is not even counted. */
export async function readComplaints(db: D1Database, from: number): Promise<Standing> {
  const first = Math.floor(from / hour);
  const [stops, all] = await db.batch<Record<string, never>>([
    db.prepare(
      `SELECT since, complained, arrived, ended_at AS endedAt, reason, member.name AS member,
         was_complained AS wasComplained, was_arrived AS wasArrived
         FROM mail_stop LEFT JOIN member ON member.id = mail_stop.member_id ORDER BY since DESC LIMIT 1`,
    ),
    db
      .prepare(
        `SELECT coalesce(sum(complained), 0) AS complained, ${arriving} AS arrived,
           coalesce(sum(complained) FILTER (WHERE hour >= ended), 0) AS freshComplained,
           coalesce(sum(iif(delivered > 0, delivered, max(0, sent - hard - soft))) FILTER (WHERE hour >= ended), 0) AS freshArrived
           FROM mail_report, (SELECT coalesce(max(ended_at), 0) / ${hour} AS ended FROM mail_stop)
          WHERE ${counting} AND hour >= ?1
            AND EXISTS (SELECT 1 FROM mail_report WHERE complained > 0 AND hour >= ?1)`,
      )
      .bind(first),
  ]);
  const stop = (stops?.results[0] ?? null) as
    | (MailStop & { wasComplained: number; wasArrived: number })
    | null;
  const row = all?.results[0] as
    | { complained: number; arrived: number; freshComplained: number; freshArrived: number }
    | undefined;
  if (row === undefined) throw new Error("A sum without GROUP BY has one row.");
  const within = stop !== null && stop.endedAt !== null && Math.floor(stop.endedAt / hour) >= first;
  return {
    all: { complained: row.complained, arrived: row.arrived },
    unjudged: {
      complained: Math.max(0, row.freshComplained - (within ? stop.wasComplained : 0)),
      arrived: Math.max(0, row.freshArrived - (within ? stop.wasArrived : 0)),
    },
    last: stop,
  };
}

/** Stops the mails that nobody asked for, and raises the alarm about it; those that wait are put aside. */
export function stopUnasked(
  db: D1Database,
  { complained, arrived }: Complaints,
  now: number,
  detail: string,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        "INSERT INTO mail_stop (since, complained, arrived) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
      )
      .bind(now, complained, arrived),
    raiseAlarm(db, "mails-held", now, detail),
    putAside(db),
  ];
}

/** Puts mails aside that nobody asked for, while they must not leave: what waits in the outbox is taken soon. */
export function putAside(db: D1Database): D1PreparedStatement {
  return db.prepare(
    `UPDATE message SET status = 'withheld', failure = 'complaints'
      WHERE status = 'queued' AND ${unasked} AND ${isHeld}`,
  );
}

/** Ends the stop that is on, for the reason that the owner gives. */
export function endStop(
  db: D1Database,
  { now, reason, memberId }: { now: number; reason: string; memberId: string | null },
): D1PreparedStatement {
  const inHour = (sum: string) =>
    `(SELECT ${sum} FROM mail_report WHERE ${counting} AND hour = CAST(?1 / ${hour} AS INTEGER))`;
  return db
    .prepare(
      `UPDATE mail_stop SET ended_at = ?1, reason = ?2, member_id = ?3,
         was_complained = ${inHour("coalesce(sum(complained), 0)")}, was_arrived = ${inHour(arriving)}
        WHERE ended_at IS NULL`,
    )
    .bind(now, reason, memberId);
}

/** Lets the mails leave that were put aside, one a second, but to nobody who has asked for none meanwhile. */
export function takeUp(db: D1Database, now: number): D1PreparedStatement[] {
  const aside = "message.status = 'withheld' AND message.failure = 'complaints'";
  return [
    db.prepare(
      `UPDATE message SET failure = 'suppressed'
        WHERE ${aside} AND NOT ${isHeld} AND inbox IN (SELECT inbox FROM suppression)`,
    ),
    db
      .prepare(
        `UPDATE message SET status = 'queued', failure = NULL, first_at = max(first_at, turn.at), next_at = turn.at
           FROM (SELECT id, ?1 + (row_number() OVER (ORDER BY created_at) - 1) * 1000 AS at
                   FROM message WHERE ${aside}) AS turn
          WHERE message.id = turn.id AND NOT ${isHeld}`,
      )
      .bind(now),
    ...clearAlarm(db, "mails-held"),
  ];
}

/** How many mails are put aside. */
export async function countAside(db: D1Database): Promise<number> {
  const n = await db
    .prepare(
      `SELECT count(*) AS n FROM message
        WHERE status IN ('dead', 'withheld') AND status = 'withheld' AND failure = 'complaints'`,
    )
    .first<number>("n");
  return n ?? 0;
}
