import type { Deps } from "../env.ts";
import { unasked } from "../store/complaints.ts";
import { ahead, mostOfOneRun } from "./pace.ts";

/** Holds for mails of campaigns that wait, or were put aside by a stop: as its index has it. */
export const waits = "kind = 'campaign' AND (status IN ('queued', 'leased') OR failure = 'stopped')";

/** Mails of campaigns in the outbox, for readers of one time zone. */
export interface Waiting {
  mailing: string;
  /** '' is the site's own. */
  zone: string;
  /** About to leave. */
  fresh: number;
  /** Put aside by a stop. */
  aside: number;
}

/** The mails of campaigns that wait. */
export function selectWaiting(db: D1Database): D1PreparedStatement {
  return db.prepare(
    `SELECT mailing, coalesce(zone, '') AS zone, count(*) FILTER (WHERE status <> 'withheld') AS fresh,
       count(*) FILTER (WHERE status = 'withheld') AS aside
       FROM message LEFT JOIN lead_zone ON lead_zone.lead_id = message.lead_id WHERE ${waits} GROUP BY 1, 2`,
  );
}

/** Puts mails off that are due, or about to be, until their readers are awake: one that a provider refused may have waited into the night. */
export async function putOff(
  db: D1Database,
  at: number,
  closed: readonly { zone: string; opens: number }[],
): Promise<void> {
  if (closed.length === 0) return;
  await db
    .prepare(
      `UPDATE message SET next_at = night.value ->> 'opens' FROM json_each(?2) AS night
        WHERE ${waits} AND status = 'queued' AND next_at <= ?1
          AND coalesce((SELECT zone FROM lead_zone WHERE lead_id = message.lead_id), '') = night.value ->> 'zone'`,
    )
    .bind(at + ahead, JSON.stringify(closed))
    .run();
}

// What one call of a queue takes.
const perCall = 100;

/**
 * Hands mails that nobody asked for to the queue, each for its moment, as far as they leave before the next run of the clock.
 *
 * Handed over again they leave once, and those that the queue loses are due in the outbox.
 */
export async function handOver({ db, queue, log }: Deps, at: number): Promise<void> {
  if (queue === null) return;
  const { results } = await db
    .prepare(
      `SELECT id, next_at AS nextAt FROM message WHERE status = 'queued' AND ${unasked} AND next_at <= ?1
        ORDER BY next_at LIMIT ?2`,
    )
    .bind(at + ahead, mostOfOneRun)
    .all<{ id: string; nextAt: number }>();
  const jobs = results.map(({ id, nextAt }) => ({
    body: { message: id },
    delaySeconds: Math.max(0, Math.ceil((nextAt - at) / 1000)),
  }));
  for (let place = 0; place < jobs.length; place += perCall) {
    try {
      await queue.sendBatch(jobs.slice(place, place + perCall));
    } catch (error) {
      return log({ event: "queue", error: error instanceof Error ? error.message : "unknown" });
    }
  }
}
