import { answersIn, listIn, touchIn, verdictsIn } from "../../desk/stored.ts";
import { scoreOf } from "../../score/decay.ts";
import { latestIn } from "../people.ts";
import type { PersonRow, ReceiptRow } from "../store-people.ts";
import type { GoneRow, SubmissionRow } from "./store-api.ts";

/** A moment as the API writes it: ISO 8601, UTC. */
const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** A lead as the API tells it. */
export function leadItem(row: PersonRow, decay: number) {
  const consents = Object.entries(verdictsIn(row.consents)).map(([purpose, [state, at, version]]) => [
    purpose,
    { state, since: moment(at), version },
  ]);
  return {
    id: row.id,
    email: row.email,
    phone: row.phone,
    givenName: row.given_name,
    familyName: row.family_name,
    locale: row.locale,
    status: row.status,
    assignee: row.assignee,
    tags: listIn(row.tags),
    score: scoreOf(row, decay),
    quality: row.quality,
    createdAt: moment(row.created_at),
    seenAt: moment(row.seen_at),
    confirmedAt: moment(row.confirmed_at),
    consents: Object.fromEntries(consents),
    answers: latestIn(row.answers),
    firstSource: touchIn(row.first_source).marks,
    lastSource: touchIn(row.last_source).marks,
    also: listIn(row.also),
  };
}

/** A lead that is gone: erased, or the same person as another. */
export function goneItem(row: GoneRow) {
  return { id: row.id, erasedAt: moment(row.erased_at), mergedInto: row.merged_into };
}

/** A submission as the API tells it. */
export function submissionItem(row: SubmissionRow) {
  return {
    id: row.id,
    lead: row.lead_id,
    landing: row.landing,
    form: row.form,
    answers: answersIn(row.answers),
    consents: listIn(row.ticked),
    source: touchIn(row.source).marks,
    sourceLabel: row.source_label,
    page: row.page_url,
    locale: row.locale,
    at: moment(row.at),
    confirmedAt: moment(row.confirmed_at),
  };
}

/** A receipt as the API tells it. */
export function consentItem(row: ReceiptRow) {
  return {
    id: row.row,
    lead: row.lead_id,
    submission: row.submission_id,
    purpose: row.purpose,
    granted: row.granted === 1,
    channel: row.channel,
    version: row.version,
    wordingSha256: row.wording_hash,
    form: row.form,
    page: row.page_url,
    at: moment(row.at),
  };
}
