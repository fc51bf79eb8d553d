import { valuesWith, type Whom } from "../store-exports.ts";
import { type PersonRow, personColumns, personJoined } from "../store-people.ts";

/** Leads seen since `since`, by their last sign of life, after the place `after`; those merged into another are not among them. */
export async function listSeen(
  db: D1Database,
  whom: Whom,
  since: number,
  after: { at: number; row: number },
  limit: number,
): Promise<PersonRow[]> {
  const found = await db
    .prepare(
      `SELECT ${personColumns} FROM ${personJoined}
        WHERE lead.seen_at >= ?3 AND (lead.seen_at, lead.rowid) > (?1, ?4)
          AND lead.erased_at IS NULL AND lead.merged_into IS NULL AND (${whom.sql})
        ORDER BY lead.seen_at, lead.rowid LIMIT ?2`,
    )
    .bind(...valuesWith(whom, after.at, limit, since, after.row))
    .all<PersonRow>();
  return found.results;
}

/** A lead that a program is to forget, or to look for under another's id. */
export interface GoneRow {
  row: number;
  id: string;
  erased_at: number | null;
  merged_into: string | null;
}

/** Leads that were erased since `since`, or merged into another, by row number. */
export async function listGone(
  db: D1Database,
  since: number,
  row: number,
  limit: number,
): Promise<GoneRow[]> {
  const found = await db
    .prepare(
      `SELECT rowid AS row, id, erased_at, merged_into FROM lead
        WHERE rowid > ?1 AND (erased_at >= ?3 OR merged_into IS NOT NULL) ORDER BY rowid LIMIT ?2`,
    )
    .bind(row, limit, since)
    .all<GoneRow>();
  return found.results;
}

/** A submission as a program reads it. */
export interface SubmissionRow {
  row: number;
  id: string;
  lead_id: string;
  landing: string;
  form: string;
  answers: string;
  ticked: string;
  source: string;
  source_label: string;
  page_url: string;
  locale: string;
  at: number;
  confirmed_at: number | null;
}

/** Submissions since `since` with a row number after `row`, in the order they came. */
export async function listPosts(
  db: D1Database,
  since: number,
  row: number,
  limit: number,
): Promise<SubmissionRow[]> {
  const found = await db
    .prepare(
      `SELECT submission.rowid AS row, submission.id, coalesce(lead.merged_into, lead.id) AS lead_id,
              submission.landing, submission.form, submission.answers, submission.consents AS ticked,
              submission.source, submission.source_label, submission.page_url, submission.locale, submission.at,
              submission.confirmed_at
         FROM submission JOIN lead ON lead.id = submission.lead_id
        WHERE submission.rowid > ?1 AND submission.at >= ?3 AND lead.erased_at IS NULL
        ORDER BY submission.rowid LIMIT ?2`,
    )
    .bind(row, limit, since)
    .all<SubmissionRow>();
  return found.results;
}

/** How often a step was taken on a day, with the place after which the next page begins. */
export interface StepRow {
  day: string;
  landing: string;
  step: string;
  source: string;
  n: number;
}

/** Counts of steps from `day` on, after the place `after`. */
export async function listSteps(
  db: D1Database,
  day: string,
  after: readonly string[],
  limit: number,
): Promise<StepRow[]> {
  const [afterDay = "", landing = "", step = "", source = ""] = after;
  const found = await db
    .prepare(
      `SELECT day, landing, step, source, n FROM step_count
        WHERE day >= ?6 AND (day, landing, step, source) > (?1, ?2, ?3, ?4)
        ORDER BY day, landing, step, source LIMIT ?5`,
    )
    .bind(afterDay, landing, step, source, limit, day)
    .all<StepRow>();
  return found.results;
}
