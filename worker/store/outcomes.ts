import { clearAlarm, raiseAlarm } from "./alarms.ts";

/** What became of a leased message. */
export type Outcome =
  | { id: string; result: "sent"; provider: string; providerId: string | null }
  | { id: string; result: "failed"; failure: string; attempts: number; retryAfter: number }
  /** `bounced`: the fault is the inbox's, and needs nobody's hand. */
  | { id: string; result: "dead"; failure: string; bounced: boolean; provider: string }
  /** What it was to say has become untrue, which is nobody's fault. */
  | { id: string; result: "needless" }
  /** It was stopped as it was about to leave, and is taken up again with the others of its kind. */
  | { id: string; result: "aside"; failure: "stopped" | "paused" | "complaints" }
  /** Nothing can leave now, and that is no fault of the message: the try does not count. */
  | { id: string; result: "held"; failure: string };

/** What a whole round of sending says about the way out. */
export interface Verdict {
  /** The day that its mails count for, in the site's time zone; null where they count for none. */
  day: string | null;
  /** Why no mail can leave until a person acts. */
  stopped: string | null;
  /** Whether mails leave again. */
  resumed: boolean;
}

const mostAttempts = 10;

/**
 * One minute, then four times as long each time, up to 17 hours and 25 minutes: ten tries in 75 hours.
 *
 * Tries at 0, 1 min, 5 min, 21 min, 1 h 25, 5 h 41, 22 h 45, 40 h 10, 57 h 35 and 75 h.
 */
const longestWait = 1045 * 60_000;

/** Writes down what became of the messages that `lease` holds, all of it or nothing. */
export async function settleMessages(
  db: D1Database,
  lease: string,
  now: number,
  outcomes: readonly Outcome[],
  { day, stopped, resumed }: Verdict,
): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = JSON.stringify(outcomes.map((outcome) => rowOf(outcome, now)));
  await db.batch([
    // Counted before it is written down, under the same lease: settled again after a lost answer, both do nothing.
    ...(day === null ? [] : [countSent(db, day, lease, rows)]),
    db
      .prepare(
        `UPDATE message SET
           status = settled.value ->> 'status', lease = NULL, attempts = attempts - (settled.value ->> 'back'),
           next_at = coalesce(settled.value ->> 'next', next_at), sent_at = settled.value ->> 'sentAt',
           provider = coalesce(settled.value ->> 'provider', provider),
           provider_id = coalesce(settled.value ->> 'providerId', provider_id),
           failure = settled.value ->> 'failure', bounce = coalesce(settled.value ->> 'bounce', bounce),
           bounced_at = coalesce(settled.value ->> 'bouncedAt', bounced_at),
           hard_at = coalesce(hard_at, settled.value ->> 'bouncedAt')
           FROM json_each(?1) AS settled
          WHERE message.id = settled.value ->> 'id' AND ${held}`,
      )
      .bind(rows, lease),
    ...(stopped === null ? [] : [raiseAlarm(db, "mailer-stopped", now, stopped)]),
    ...(resumed && stopped === null ? clearAlarm(db, "mailer-stopped") : []),
  ]);
}

// A sender whose lease ran out no longer speaks for the message.
const held = "message.lease = ?2 AND message.status = 'leased'";

function countSent(db: D1Database, day: string, lease: string, rows: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO mail_count (day, n)
       SELECT ?3, count(*) FROM json_each(?1) AS settled JOIN message ON message.id = settled.value ->> 'id'
        WHERE settled.value ->> 'status' = 'sent' AND ${held} HAVING count(*) > 0
       ON CONFLICT (day) DO UPDATE SET n = n + excluded.n`,
    )
    .bind(rows, lease, day);
}

interface Settled {
  id: string;
  status: "sent" | "queued" | "dead" | "withheld";
  /** Tries that do not count. */
  back: 0 | 1;
  failure: string | null;
  next?: number;
  sentAt?: number;
  provider?: string;
  providerId?: string | null;
  bounce?: "hard";
  bouncedAt?: number;
}

function rowOf(outcome: Outcome, now: number): Settled {
  const { id } = outcome;
  switch (outcome.result) {
    case "sent":
      return {
        id,
        status: "sent",
        back: 0,
        failure: null,
        sentAt: now,
        provider: outcome.provider,
        providerId: outcome.providerId,
      };
    case "failed": {
      const status = outcome.attempts >= mostAttempts ? "dead" : "queued";
      return { id, status, back: 0, failure: outcome.failure, next: now + wait(outcome) };
    }
    case "dead":
      return {
        id,
        status: "dead",
        back: 0,
        failure: outcome.failure,
        ...(outcome.bounced ? { bounce: "hard", bouncedAt: now, provider: outcome.provider } : {}),
      };
    case "needless":
      return { id, status: "withheld", back: 0, failure: "needless" };
    case "aside":
      return { id, status: "withheld", back: 1, failure: outcome.failure };
    case "held":
      return { id, status: "queued", back: 1, failure: outcome.failure, next: now };
  }
}

/** The wait before the next try, give or take a fifth, and never less than the provider asked. */
function wait({ attempts, retryAfter }: { attempts: number; retryAfter: number }): number {
  const backoff = Math.min(60_000 * 4 ** (attempts - 1), longestWait);
  return Math.round(Math.max(backoff * (0.8 + Math.random() * 0.4), retryAfter));
}
