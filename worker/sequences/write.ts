import type { Decision } from "./decide.ts";
import type { DueWay } from "./store-due.ts";

/** What was decided about one way. */
export interface Decided {
  way: DueWay;
  decision: Decision;
  /** The mail that it comes to, and when to look at the way after it. */
  mail: { id: string; inbox: string; nextLook: number } | null;
}

/** A mail that the caps, or a permission that was taken back meanwhile, keep from being written is tried again after so long. */
const patience = 3_600_000;

/**
 * Writes down what was decided, and the mails by `inserting`: all of it or nothing.
 *
 * The first statement fails, and all that follows with it, where another run, or a pause, has written about one of the
 * sequences since `turns` were read. A way of which something new is known since it was read stays as it is.
 */
export function writing(
  db: D1Database,
  decided: readonly Decided[],
  { turns, now }: { turns: ReadonlyMap<string, number>; now: number },
  inserting: readonly D1PreparedStatement[],
): D1PreparedStatement[] {
  const touched = [...new Set(decided.map(({ way }) => way.sequence))];
  const rows = JSON.stringify(decided.map((one) => rowOf(one, now)));
  const same = `enrolment.lead_id = row.value ->> 'lead' AND enrolment.sequence = row.value ->> 'sequence'
    AND enrolment.status = 'active' AND enrolment.next_at = row.value ->> 'was'`;
  const written = `EXISTS (SELECT 1 FROM message
    WHERE message.mailing = row.value ->> 'mailing' AND message.lead_id = row.value ->> 'lead')`;
  return [
    db
      .prepare(
        `UPDATE sequence_state SET turn = iif(turn = read.value ->> 1, turn + 1, NULL)
           FROM json_each(?1) AS read WHERE sequence = read.value ->> 0`,
      )
      .bind(JSON.stringify(touched.map((sequence) => [sequence, turns.get(sequence)]))),
    ...inserting,
    db
      .prepare(
        `UPDATE enrolment SET passed = row.value ->> 'passed', place = row.value ->> 'place',
           last_step = coalesce(row.value ->> 'lastStep', last_step), last_at = coalesce(row.value ->> 'lastAt', last_at),
           next_at = row.value ->> 'next', status = row.value ->> 'status', reason = row.value ->> 'reason',
           ended_at = row.value ->> 'endedAt'
           FROM json_each(?1) AS row
          WHERE ${same} AND (row.value ->> 'mailing' IS NULL OR ${written})`,
      )
      .bind(rows),
    db
      .prepare(
        `UPDATE enrolment SET next_at = ?2 + ${patience} FROM json_each(?1) AS row
          WHERE ${same} AND row.value ->> 'mailing' IS NOT NULL AND NOT ${written}`,
      )
      .bind(rows, now),
    // What ended holds for what waits in the outbox as well.
    db
      .prepare(
        `UPDATE message SET status = 'withheld', failure = 'needless'
           FROM json_each(?1) AS row
          WHERE row.value ->> 'status' = 'stopped' AND message.lead_id = row.value ->> 'lead'
            AND message.kind = 'sequence' AND (message.status = 'queued' OR message.failure = 'paused')
            AND message.mailing > 'sequences/' || (row.value ->> 'sequence') || '/'
            AND message.mailing < 'sequences/' || (row.value ->> 'sequence') || '0'`,
      )
      .bind(rows),
  ];
}

function rowOf({ way, decision, mail }: Decided, now: number) {
  const sends = decision.act === "send" ? decision : null;
  return {
    lead: way.leadId,
    sequence: way.sequence,
    was: way.nextAt,
    passed: JSON.stringify([...way.passed, ...decision.over, ...(sends === null ? [] : [sends.step.name])]),
    place: decision.place,
    mailing: sends === null ? null : `sequences/${way.sequence}/${sends.step.name}`,
    lastStep: sends?.step.name ?? decision.last?.step ?? null,
    lastAt: sends?.at ?? decision.last?.at ?? null,
    next: decision.act === "wait" ? decision.until : (mail?.nextLook ?? 0),
    status: statusOf(decision),
    reason: decision.act === "stop" ? decision.reason : null,
    endedAt: decision.act === "stop" || decision.act === "done" ? now : null,
  };
}

function statusOf({ act }: Decision): "active" | "done" | "stopped" {
  switch (act) {
    case "send":
    case "wait":
      return "active";
    case "stop":
      return "stopped";
    case "done":
      return "done";
  }
}
