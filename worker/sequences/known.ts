import type { Catalog } from "../../content/schema/catalog.ts";
import type { CatalogSequence } from "../../content/schema/sequence.ts";
import { digest } from "../digest.ts";
import { puttingAside, takingUp } from "./aside.ts";

/** A sequence as the clock knows it. */
export interface SequenceState {
  sequence: string;
  since: number;
  digest: string;
  turn: number;
  pausedAt: number | null;
  goneAt: number | null;
  row: number;
  roundAt: number | null;
  /** Whether anybody is under way. */
  isTaken: 0 | 1;
}

/** Whoever took a step up to a day before the clock came to know a sequence takes part: it may have stood still. */
export const lookBack = 86_400_000;
/** Ways that one call of the clock ends, or takes up, where a whole sequence has gone or come back. */
const atOnce = 500;
const atATime = 1;

/** Brings what the clock knows of sequences up to the catalog's, and gives back those that run. */
export async function knowSequences(
  db: D1Database,
  { sequences, site }: Catalog,
  now: number,
): Promise<SequenceState[]> {
  const known = await listStates(db);
  const rules = await Promise.all(
    Object.entries(sequences).map(async ([name, sequence]) => [name, await rulesOf(sequence)] as const),
  );
  const stateOf = new Map(known.map((state) => [state.sequence, state]));
  const changed = rules.filter(([name, rule]) => stateOf.get(name)?.digest !== rule);
  const gone = known.filter(
    ({ sequence, goneAt, isTaken }) =>
      !Object.hasOwn(sequences, sequence) && (goneAt === null || isTaken === 1),
  );
  const back = known.filter(({ goneAt }) => goneAt !== null);
  const statements = [
    ...(changed.length === 0 ? [] : writeRules(db, changed, now)),
    ...gone.slice(0, atATime).flatMap(({ sequence }) => endAll(db, sequence, now)),
    ...back.slice(0, atATime).flatMap(({ sequence }) => {
      const found = Object.hasOwn(sequences, sequence) ? sequences[sequence] : undefined;
      if (found === undefined) return [];
      return [...takeUpAll(db, sequence), takingUp(db, sequence, found, { now, timeZone: site.timeZone })];
    }),
  ];
  if (statements.length > 0) await db.batch(statements);
  const states = statements.length > 0 ? await listStates(db) : known;
  return states.filter(({ sequence, pausedAt, goneAt }) => {
    return Object.hasOwn(sequences, sequence) && pausedAt === null && goneAt === null;
  });
}

async function listStates(db: D1Database): Promise<SequenceState[]> {
  const found = await db
    .prepare(
      `SELECT sequence, since, digest, turn, paused_at AS pausedAt, gone_at AS goneAt, row, round_at AS roundAt,
         EXISTS (SELECT 1 FROM enrolment WHERE enrolment.sequence = sequence_state.sequence AND status = 'active') AS isTaken
         FROM sequence_state`,
    )
    .all<SequenceState>();
  return found.results;
}

/** A digest of all that decides who gets a mail, and when: not of the words. */
function rulesOf({ start, purpose, stop, goal, hours, steps }: CatalogSequence): Promise<string> {
  const rules = steps.map(({ name, delay, when }) => [name, delay, when]);
  return digest(JSON.stringify([start, purpose, stop, goal, hours, rules]));
}

/** Where rules are new, all under way are looked at anew. */
function writeRules(
  db: D1Database,
  changed: readonly (readonly [name: string, digest: string])[],
  now: number,
): D1PreparedStatement[] {
  const list = JSON.stringify(changed);
  return [
    db
      .prepare(
        `UPDATE enrolment SET next_at = min(next_at, 0) - 1
          WHERE status = 'active' AND sequence IN (SELECT value ->> 0 FROM json_each(?1))`,
      )
      .bind(list),
    db
      .prepare(
        `INSERT INTO sequence_state (sequence, since, digest)
         SELECT value ->> 0, ?2 - ${lookBack}, value ->> 1 FROM json_each(?1) WHERE true
         ON CONFLICT (sequence) DO UPDATE SET digest = excluded.digest, row = 0, round_at = NULL`,
      )
      .bind(list, now),
  ];
}

/** Ends the ways through a sequence that content no longer has, some at a time; what waits in the outbox is put aside. */
function endAll(db: D1Database, sequence: string, now: number): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE enrolment SET status = 'stopped', reason = 'gone', ended_at = ?2
          WHERE (lead_id, sequence) IN (SELECT lead_id, sequence FROM enrolment
            WHERE sequence = ?1 AND status = 'active' LIMIT ${atOnce})`,
      )
      .bind(sequence, now),
    puttingAside(db, sequence),
    db
      .prepare(
        "UPDATE sequence_state SET turn = turn + 1, gone_at = ?2 WHERE sequence = ?1 AND gone_at IS NULL",
      )
      .bind(sequence, now),
  ];
}

/** Lets those go on who were under way when content had lost the sequence. */
function takeUpAll(db: D1Database, sequence: string): D1PreparedStatement[] {
  const gone = "sequence = ?1 AND status = 'stopped' AND reason = 'gone'";
  return [
    db
      .prepare(
        `UPDATE enrolment SET status = 'active', reason = NULL, ended_at = NULL, next_at = min(next_at, 0) - 1
          WHERE (lead_id, sequence) IN (SELECT lead_id, sequence FROM enrolment WHERE ${gone} LIMIT ${atOnce})`,
      )
      .bind(sequence),
    db
      .prepare(
        `UPDATE sequence_state SET turn = turn + 1, gone_at = NULL
          WHERE sequence = ?1 AND NOT EXISTS (SELECT 1 FROM enrolment WHERE ${gone})`,
      )
      .bind(sequence),
  ];
}
