import type { Deps } from "../env.ts";
import { findQuestion } from "../export/whom.ts";
import { permissionOf } from "../mailings/permission.ts";
import { ruleFor } from "../mailings/rule.ts";
import { livingLead, segmentWhere } from "../segments/compile.ts";
import type { SequenceState } from "./known.ts";

/** Sequences that one call of the clock looks for, and leads that it looks at; how often a pass over all of them begins. */
const atATime = 2;
const most = 2000;
const every = 15 * 60_000;

/**
 * Starts sequences for those who have come into the segment that starts them, and may be written to.
 *
 * All leads are looked at in small windows, pass after pass: whoever is not in the segment yet is looked at again, and
 * nobody starts twice.
 */
export async function lookThroughSegments(deps: Deps, states: readonly SequenceState[]): Promise<void> {
  const isDue = ({ row, roundAt }: SequenceState) =>
    row > 0 || roundAt === null || deps.now() >= roundAt + every;
  const first = (one: SequenceState, other: SequenceState) => (one.roundAt ?? 0) - (other.roundAt ?? 0);
  for (const state of states.filter(isDue).sort(first).slice(0, atATime)) await lookThrough(deps, state);
}

async function lookThrough({ db, catalog, now }: Deps, { sequence, row }: SequenceState) {
  const at = now();
  const found = catalog.sequences[sequence];
  if (found === undefined || !("segment" in found.start)) return;
  const question = await findQuestion(db, catalog, found.start.segment);
  if (question === null) return;
  const permission = permissionOf(ruleFor({ catalog, now }, found), 4);
  const first = 4 + permission.values.length;
  const { sql, values } = segmentWhere(question, { catalog, now: at, first });
  const near = `SELECT rowid AS row FROM lead WHERE rowid > ?1 ORDER BY rowid LIMIT ${most}`;
  await db.batch([
    db
      .prepare(
        `INSERT INTO enrolment (lead_id, sequence, started_at, judged_from, next_at)
         SELECT lead.id, ?2, ?3, ?3, 0 FROM (${near}) AS near CROSS JOIN lead ON lead.rowid = near.row
          WHERE ${livingLead} AND ${permission.sql} IS NULL
            AND NOT EXISTS (SELECT 1 FROM enrolment AS known WHERE known.lead_id = lead.id AND known.sequence = ?2)
            AND ${sql}
         ON CONFLICT DO NOTHING`,
      )
      .bind(row, sequence, at, ...permission.values, ...values),
    db
      .prepare(
        `UPDATE sequence_state SET row = iif(seen.n < ${most}, 0, seen.last), round_at = iif(?1 = 0, ?3, round_at)
           FROM (SELECT count(*) AS n, max(row) AS last FROM (${near})) AS seen
          WHERE sequence = ?2 AND sequence_state.row = ?1`,
      )
      .bind(row, sequence, at),
  ]);
}
