import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { mailingOf, type StopReason } from "./campaign.ts";
import { isStopped } from "./stopped.ts";
import { waits } from "./waiting.ts";

/** Stops the campaign `name`, so that nothing of it leaves from now on; whether it was going out, or about to. */
export async function stopCampaign(
  { db, now }: Pick<Deps, "db" | "now">,
  name: string,
  note: D1PreparedStatement,
): Promise<boolean> {
  const [stop, ...rest] = stopping(db, name, now(), "owner");
  const [stopped] = await withRetries(() => db.batch([...(stop === undefined ? [] : [stop]), note, ...rest]));
  return (stopped?.meta.changes ?? 0) > 0;
}

/** What stops a campaign: the first statement decides, and what waits in the outbox is put aside. */
export function stopping(
  db: D1Database,
  name: string,
  now: number,
  reason: StopReason,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE campaign SET was = status, status = 'stopped', stopped_at = ?2, reason = ?3, turn = turn + 1
          WHERE name = ?1 AND status IN ('approved', 'testing', 'sending')`,
      )
      .bind(name, now, reason),
    db
      .prepare(
        `UPDATE message SET status = 'withheld', failure = 'stopped'
          WHERE mailing = ?1 AND ${waits} AND status = 'queued' AND ${isStopped}`,
      )
      .bind(mailingOf(name)),
  ];
}

/**
 * Lets a campaign go on that was stopped, with what was approved; whether it was stopped.
 *
 * What was put aside is taken up by the clock, at the pace of the throttle and at the hours of each reader.
 */
export async function resumeCampaign(
  { db }: Pick<Deps, "db">,
  name: string,
  ...notes: D1PreparedStatement[]
): Promise<boolean> {
  const [resumed] = await withRetries(() =>
    db.batch([
      db
        .prepare(
          `UPDATE campaign SET status = was, was = NULL, stopped_at = NULL, reason = NULL, turn = turn + 1
            WHERE name = ?1 AND status = 'stopped'`,
        )
        .bind(name),
      ...notes,
    ]),
  );
  return (resumed?.meta.changes ?? 0) > 0;
}
