import type { CatalogSequence } from "../../content/schema/sequence.ts";
import { allowedFrom } from "./moment.ts";

// A slash is followed by a nought: all mails of the sequence, and of no other whose name begins alike.
const ofSequence =
  "kind = 'sequence' AND mailing > 'sequences/' || ?1 || '/' AND mailing < 'sequences/' || ?1 || '0'";

/** Puts the mails of a sequence aside that wait in the outbox. */
export function puttingAside(db: D1Database, sequence: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE message SET status = 'withheld', failure = 'paused' WHERE status = 'queued' AND ${ofSequence}`,
    )
    .bind(sequence);
}

/** Lets the mails leave again that were put aside, each at the first moment that its step allows; a step that is gone, never. */
export function takingUp(
  db: D1Database,
  sequence: string,
  { steps, hours }: CatalogSequence,
  { now, timeZone }: { now: number; timeZone: string },
): D1PreparedStatement {
  const turns = steps.map(({ name, delay: { weekdays, hours: own } }) => [
    `sequences/${sequence}/${name}`,
    allowedFrom(now, { weekdays, hours: own ?? hours }, timeZone),
  ]);
  return db
    .prepare(
      `UPDATE message SET status = 'queued', failure = NULL, next_at = turn.value ->> 1
         FROM json_each(?2) AS turn
        WHERE message.status = 'withheld' AND message.failure = 'paused' AND message.mailing = turn.value ->> 0
          AND ${ofSequence}`,
    )
    .bind(sequence, JSON.stringify(turns));
}
