import type { Deps } from "../env.ts";
import { findQuestion } from "../export/whom.ts";
import { permissionOf } from "../mailings/permission.ts";
import { ruleFor } from "../mailings/rule.ts";
import { livingLead, segmentWhere } from "../segments/compile.ts";
import { statementsOfOneRun } from "../store/counted.ts";
import type { SequenceState } from "./known.ts";

/** Sequences that one call of the clock looks for, and leads that it looks at; how often a pass over all of them begins. */
const atATime = 2;
const most = 2000;
const every = 15 * 60_000;
// Where the database reads no more than the free plan's rows in a day, each lead is looked at once in so many milliseconds,
// times their number: a pass over a hundred thousand begins every fourteen hours.
const eachLead = 500;

/**
 * Starts sequences for those who have come into the segment that starts them, and may be written to.
 *
 * All leads are looked at in small windows, pass after pass: whoever is not in the segment yet is looked at again, and
 * nobody starts twice.
 */
export async function lookThroughSegments(deps: Deps, states: readonly SequenceState[]): Promise<void> {
  const isDue = ({ row, roundAt }: SequenceState, wait: number) =>
    row > 0 || roundAt === null || deps.now() >= roundAt + wait;
  if (!states.some((state) => isDue(state, every))) return;
  const last = (await deps.db.prepare("SELECT max(rowid) AS row FROM lead").first<number>("row")) ?? 0;
  const wait = statementsOfOneRun(deps) > 50 ? every : Math.max(every, last * eachLead);
  const first = (one: SequenceState, other: SequenceState) => (one.roundAt ?? 0) - (other.roundAt ?? 0);
  const due = states.filter((state) => isDue(state, wait)).sort(first);
  for (const state of due.slice(0, atATime)) await lookThrough(deps, state, last);
}

async function lookThrough({ db, catalog, now }: Deps, { sequence, row }: SequenceState, last: number) {
  const at = now();
  const found = catalog.sequences[sequence];
  if (found === undefined || !("segment" in found.start)) return;
  const question = await findQuestion(db, catalog, found.start.segment);
  if (question === null) return;
  const permission = permissionOf(ruleFor({ catalog, now }, found), 5);
  const first = 5 + permission.values.length;
  const { sql, values } = segmentWhere(question, { catalog, now: at, first });
  const end = row + most;
  await db.batch([
    // What is dear to tell is asked last, of the few who are in the segment and new.
    db
      .prepare(
        `INSERT INTO enrolment (lead_id, sequence, started_at, judged_from, next_at)
         SELECT lead.id, ?3, ?4, ?4, 0 FROM lead
          WHERE lead.rowid > ?1 AND lead.rowid <= ?2 AND ${livingLead} AND ${sql}
            AND NOT EXISTS (SELECT 1 FROM enrolment AS known WHERE known.lead_id = lead.id AND known.sequence = ?3)
            AND ${permission.sql} IS NULL
         ON CONFLICT DO NOTHING`,
      )
      .bind(row, end, sequence, at, ...permission.values, ...values),
    db
      .prepare(
        `UPDATE sequence_state SET row = ?2, round_at = iif(?1 = 0, ?4, round_at)
          WHERE sequence = ?3 AND sequence_state.row = ?1`,
      )
      .bind(row, end < last ? end : 0, sequence, at),
  ]);
}
