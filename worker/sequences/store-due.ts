import type { Way } from "./enrolment.ts";

/** A way through a sequence that is to be looked at. */
export interface DueWay extends Way {
  leadId: string;
  sequence: string;
  submissionId: string | null;
  /** As it stands: what happens meanwhile changes it. */
  nextAt: number;
}

type Stored = Omit<DueWay, "passed"> & { passed: string };

const columns = `enrolment.lead_id AS leadId, enrolment.sequence, enrolment.submission_id AS submissionId,
  enrolment.started_at AS startedAt, enrolment.judged_from AS judgedFrom, enrolment.passed, enrolment.place,
  enrolment.next_at AS nextAt`;

/** Ways through `sequences` that are due, those of which something new is known first. */
export async function listDue(
  db: D1Database,
  sequences: readonly string[],
  now: number,
  most: number,
): Promise<DueWay[]> {
  const found = await db
    .prepare(
      `SELECT ${columns} FROM json_each(?1) AS running
         CROSS JOIN enrolment ON enrolment.sequence = running.value AND enrolment.lead_id IN (
           SELECT due.lead_id FROM enrolment AS due
            WHERE due.sequence = running.value AND due.status = 'active' AND due.next_at <= ?2
            ORDER BY due.next_at LIMIT ?3)
        ORDER BY enrolment.next_at, enrolment.lead_id LIMIT ?3`,
    )
    .bind(JSON.stringify(sequences), now, most)
    .all<Stored>();
  return found.results.map(readWay);
}

function readWay({ passed, ...row }: Stored): DueWay {
  return { ...row, passed: JSON.parse(passed) };
}
