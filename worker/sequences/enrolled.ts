import type { EnrolmentStatus, StopReason } from "./enrolment.ts";

/** One person in a sequence, as the desk lists it. */
export interface Enrolled {
  leadId: string;
  sequence: string;
  /** Null where the person gave none. */
  name: string | null;
  email: string | null;
  startedAt: number;
  /** The last mail that was written, by the name of its step, and when it was due. */
  lastStep: string | null;
  lastAt: number | null;
  /** When the clock looks at it next: usually the moment of the next mail; null where nothing comes. */
  nextAt: number | null;
  status: EnrolmentStatus;
  reason: StopReason | null;
  endedAt: number | null;
}

/** A place in the list: what comes after it is looked at later. */
export interface EnrolledSpot {
  nextAt: number;
  leadId: string;
}

/** Who of a sequence is wanted. */
export interface WantedEnrolled {
  sequence: string;
  status: EnrolmentStatus;
  /** Those alone whose last mail this step was; '' are those who had none yet. */
  step: string | null;
  after: EnrolledSpot | null;
  most: number;
}

type Row = Enrolled & { spot: number };

const columns = `enrolment.lead_id AS leadId, sequence, nullif(concat_ws(' ', given_name, family_name), '') AS name, email,
  started_at AS startedAt, last_step AS lastStep, last_at AS lastAt, enrolment.next_at AS spot,
  iif(enrolment.status = 'active', max(enrolment.next_at, 0), NULL) AS nextAt, enrolment.status, reason,
  ended_at AS endedAt`;

/** Who is where in a sequence, those first whose next mail comes first; the spot from which on there are more, or null. */
export async function listEnrolled(
  db: D1Database,
  { sequence, status, step, after, most }: WantedEnrolled,
): Promise<{ people: Enrolled[]; further: EnrolledSpot | null }> {
  const found = await db
    .prepare(
      `SELECT ${columns} FROM enrolment JOIN lead ON lead.id = enrolment.lead_id
        WHERE sequence = ?1 AND enrolment.status = ?2 AND (enrolment.next_at, enrolment.lead_id) > (?3, ?4)
          AND (?5 IS NULL OR coalesce(last_step, '') = ?5)
        ORDER BY enrolment.next_at, enrolment.lead_id LIMIT ?6`,
    )
    .bind(sequence, status, after?.nextAt ?? Number.MIN_SAFE_INTEGER, after?.leadId ?? "", step, most + 1)
    .all<Row>();
  const rows = found.results.slice(0, most);
  const last = rows.at(-1);
  return {
    people: rows.map(({ spot: _, ...person }) => person),
    further:
      found.results.length > most && last !== undefined ? { nextAt: last.spot, leadId: last.leadId } : null,
  };
}

/** The sequences of one lead, the last started first, and when it was marked as having written back. */
export async function readWays(
  db: D1Database,
  lead: string,
): Promise<{ ways: Enrolled[]; repliedAt: number | null }> {
  const [ways, replied] = await db.batch<Row & { at: number }>([
    db
      .prepare(
        `SELECT ${columns} FROM enrolment JOIN lead ON lead.id = enrolment.lead_id
          WHERE enrolment.lead_id = ?1 ORDER BY started_at DESC, sequence`,
      )
      .bind(lead),
    db.prepare("SELECT at FROM reply WHERE lead_id = ?1").bind(lead),
  ]);
  return {
    ways: (ways?.results ?? []).map(({ spot: _, ...way }) => way),
    repliedAt: replied?.results[0]?.at ?? null,
  };
}
