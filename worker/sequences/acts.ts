import type { CatalogSequence } from "../../content/schema/sequence.ts";
import { puttingAside, takingUp } from "./aside.ts";
import { lookBack } from "./known.ts";

/** Stops all mails of a sequence, those in the outbox as well; everybody keeps their place. */
export function pausing(db: D1Database, sequence: string, now: number): D1PreparedStatement[] {
  return [
    // One that the clock has not come to know yet has no rules that could have changed.
    db
      .prepare(
        `INSERT INTO sequence_state (sequence, since, digest, paused_at)
         VALUES (?1, ?2 - ${lookBack}, '${"-".repeat(43)}', ?2)
         ON CONFLICT (sequence) DO UPDATE SET turn = turn + 1, paused_at = coalesce(paused_at, excluded.paused_at)`,
      )
      .bind(sequence, now),
    puttingAside(db, sequence),
  ];
}

/** Lets a sequence go on: what became due meanwhile leaves now, one mail for each person, at the hours that it may. */
export function resuming(
  db: D1Database,
  sequence: string,
  found: CatalogSequence,
  moment: { now: number; timeZone: string },
): D1PreparedStatement[] {
  return [
    db
      .prepare("UPDATE sequence_state SET turn = turn + 1, paused_at = NULL WHERE sequence = ?1")
      .bind(sequence),
    takingUp(db, sequence, found, moment),
  ];
}

/** Ends the way of `lead` through a sequence, because the owner says so. */
export function stopping(
  db: D1Database,
  { lead, sequence }: { lead: string; sequence: string },
  now: number,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE enrolment SET status = 'stopped', reason = 'owner', ended_at = ?3
          WHERE lead_id = ?1 AND sequence = ?2 AND status = 'active'`,
      )
      .bind(lead, sequence, now),
    db
      .prepare(
        `UPDATE message SET status = 'withheld', failure = 'needless'
          WHERE kind = 'sequence' AND lead_id = ?1 AND (status = 'queued' OR failure = 'paused')
            AND mailing > 'sequences/' || ?2 || '/' AND mailing < 'sequences/' || ?2 || '0'`,
      )
      .bind(lead, sequence),
  ];
}

/** The ends after which somebody may be put back; whoever ended it themselves, or whose inbox did, comes back by agreeing anew. */
export const rejoinable = ["owner", "replied", "bought", "redeemed", "goal"] as const;

/** Lets a way go on that the owner, or what its person did, has ended; what the person did before now no longer ends it, but a consent taken back does. */
export function lettingGoOn(
  db: D1Database,
  { lead, sequence }: { lead: string; sequence: string },
  now: number,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE enrolment SET status = 'active', reason = NULL, ended_at = NULL, judged_from = ?3,
         next_at = min(next_at, 0) - 1
        WHERE lead_id = ?1 AND sequence = ?2 AND status = 'stopped'
          AND reason IN (${rejoinable.map((reason) => `'${reason}'`).join(", ")})`,
    )
    .bind(lead, sequence, now);
}

/** Marks that `lead` has written back. */
export function markingReplied(db: D1Database, lead: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO reply (lead_id, at) SELECT id, ?2 FROM lead WHERE id = ?1 AND erased_at IS NULL
       ON CONFLICT (lead_id) DO UPDATE SET at = excluded.at`,
    )
    .bind(lead, now);
}

/** Takes that mark off again. */
export function unmarkingReplied(db: D1Database, lead: string): D1PreparedStatement {
  return db.prepare("DELETE FROM reply WHERE lead_id = ?1").bind(lead);
}
