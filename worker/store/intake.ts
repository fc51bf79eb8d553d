import type { SubmissionDraft } from "./submissions.ts";

type Value = string | number | null;

/** What the view `intake` takes, column by column; what each means stands in its migration. */
function rowOf(draft: SubmissionDraft) {
  const { person, coupon, message, limits, trace } = draft;
  return {
    id: draft.id,
    lead_id: draft.leadId,
    landing: draft.landing,
    form: draft.form,
    form_hash: draft.formHash,
    build: draft.build,
    locale: draft.locale,
    at: draft.at,
    day: draft.day,
    page_url: draft.pageUrl,
    agent: trace.agent,
    idempotency_key: draft.key,
    fingerprint: draft.fingerprint,
    answers: JSON.stringify(draft.answers),
    source: JSON.stringify(draft.source),
    source_label: draft.sourceLabel,
    released: draft.released ? 1 : 0,
    identity: person.identity,
    email: person.email,
    phone: person.phone,
    given_name: person.givenName,
    family_name: person.familyName,
    suspicion: draft.suspicion,
    network: trace.network,
    a_minute: limits.network.minute,
    an_hour: limits.network.hour,
    at_most: limits.network.hour * 10,
    consents: JSON.stringify(draft.consents),
    tokens: JSON.stringify(draft.tokens),
    notices: JSON.stringify(draft.notices),
    webhooks: JSON.stringify(draft.webhooks),
    grants: JSON.stringify(
      draft.grants.map(({ id, magnet, expiresAt, uses }) => ({ id, magnet, expires: expiresAt, uses })),
    ),
    code: coupon?.code ?? null,
    coupon_magnet: coupon?.magnet ?? null,
    coupon_inbox: coupon?.inbox ?? null,
    coupon_phone: coupon?.phone ?? null,
    quota: coupon?.quota ?? null,
    per_person: coupon?.perPerson ?? null,
    valid_from: coupon?.validFrom ?? null,
    valid_until: coupon?.validUntil ?? null,
    message_id: message?.id ?? null,
    message_kind: message?.kind ?? null,
    lease: message?.lease ?? null,
    lease_until: draft.at + leaseTime,
    inbox: message?.inbox ?? null,
    spacing: limits.inbox.spacing * 1000,
    a_day: limits.inbox.day,
    a_month: limits.inbox.month,
    proved_spacing: 0,
    proved_a_day: limits.inbox.proved,
    unproved_an_hour: limits.unproved,
    mails_suspects: draft.mailsSuspects ? 1 : 0,
  } satisfies Record<string, Value>;
}

/** How long a sender may hold messages before another takes them for lost, in milliseconds. */
export const leaseTime = 120_000;

let statement: string | undefined;

/** Writes each of `drafts` and all that follows from it, or nothing of it; the later ones see the earlier. */
export function insertIntake(db: D1Database, drafts: readonly SubmissionDraft[]): D1PreparedStatement {
  const rows = drafts.map(rowOf);
  statement ??= statementFor(Object.keys(rows[0] ?? {}));
  return db.prepare(statement).bind(JSON.stringify(rows.map((row) => Object.values(row))));
}

/** By place, not by name: each value would otherwise be looked up among fifty names. */
function statementFor(columns: readonly string[]): string {
  const values = columns.map((_, place) => `row.value ->> ${place}`);
  return `INSERT INTO intake (${columns.join(", ")}) SELECT ${values.join(", ")} FROM json_each(?1) AS row`;
}
