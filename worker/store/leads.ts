import type { SubmissionDraft } from "./submissions.ts";

/** Writes down the person of `draft`, or what is new about someone known. */
export function upsertLead(
  db: D1Database,
  { id, person, locale, source, landing, at }: SubmissionDraft,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO lead (
         id, identity, email, phone, given_name, family_name, locale, first_source, last_source, created_at, seen_at
       )
       SELECT lead_id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?9 FROM submission WHERE id = ?1
       ON CONFLICT (identity) DO UPDATE SET
         email = coalesce(excluded.email, email),
         phone = coalesce(excluded.phone, phone),
         given_name = coalesce(excluded.given_name, given_name),
         family_name = coalesce(excluded.family_name, family_name),
         locale = excluded.locale,
         last_source = excluded.last_source,
         seen_at = max(seen_at, excluded.seen_at)`,
    )
    .bind(
      id,
      person.identity,
      person.email,
      person.phone,
      person.givenName,
      person.familyName,
      locale,
      JSON.stringify({ ...source, landing, at }),
      at,
    );
}

/** Writes the receipts of the consents that `draft` gives. */
export function insertReceipts(db: D1Database, { id, consents }: SubmissionDraft): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO receipt (
         lead_id, submission_id, purpose, granted, wording, wording_hash, version, form, build, locale, page_url, channel, at
       )
       SELECT lead_id, submission.id, given.value ->> 'purpose', 1, given.value ->> 'wording',
         given.value ->> 'wordingHash', given.value ->> 'version', form, build, locale, page_url, 'form', at
         FROM submission, json_each(?2) AS given
        WHERE submission.id = ?1`,
    )
    .bind(id, JSON.stringify(consents));
}
