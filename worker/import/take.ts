import { hexDigest } from "../digest.ts";
import { formHashOf } from "../draft.ts";
import type { Deps } from "../env.ts";
import { fingerprintOf } from "../fingerprint.ts";
import { inboxOf } from "../inbox.ts";
import type { LandingHere } from "../landing.ts";
import { labelOf } from "../source.ts";
import { insertIntake } from "../store/intake.ts";
import type { SubmissionDraft, TokenDraft } from "../store/submissions.ts";
import { forever, hashOfToken, newRowId, tokenFor } from "../tokens.ts";
import { insertZones, zoneFrom, zoneHints } from "../zone.ts";
import type { Row } from "./judge-row.ts";
import type { Claim } from "./reading.ts";

/** A lead from elsewhere, about to come in. */
export interface Arrival {
  here: LandingHere;
  row: Row;
  /** What it is known by, in all files and calls that may bring it. */
  key: string;
  /** Where it comes from, in place of a page's address: `import:` or `meta:` and a name. */
  from: string;
  /** The words that people agreed to, by purpose; where none are told, those of the form. */
  claims: readonly Claim[];
}

/** Which of `arrivals` may come in: those that are not here already, and do not want to be left alone. */
export async function sift(
  { db, tokenSecret }: Deps,
  arrivals: readonly Arrival[],
): Promise<("new" | "known" | "suppressed")[]> {
  const inboxes = await Promise.all(
    arrivals.map(({ row }) => (row.person.email === null ? null : inboxOf(tokenSecret, row.person.email))),
  );
  const found = await db
    .prepare(
      `SELECT id AS name FROM foreign_id WHERE id IN (SELECT value FROM json_each(?1))
       UNION ALL SELECT 'own:' || id FROM submission WHERE id IN (SELECT substr(value, 5) FROM json_each(?1) WHERE value LIKE 'own:%')
       UNION ALL SELECT inbox FROM suppression WHERE inbox IN (SELECT value FROM json_each(?2))`,
    )
    .bind(
      JSON.stringify(arrivals.map(({ key }) => key)),
      JSON.stringify(inboxes.filter((inbox) => inbox !== null)),
    )
    .all<{ name: string }>();
  const names = new Set(found.results.map(({ name }) => name));
  const seen = new Set<string>();
  return arrivals.map(({ key }, place) => {
    if (names.has(key) || seen.has(key)) return "known";
    seen.add(key);
    return names.has(inboxes[place] ?? "") ? "suppressed" : "new";
  });
}

/**
 * What brings `arrivals` in: submissions like those of the forms, but without a mail, a gift, a notice or a call of a
 * webhook, and without a count in the funnel, for nobody has visited a page. Consents stand as given, by the way of an
 * import: only a press in a mail confirms them.
 */
export async function taking(
  deps: Deps,
  arrivals: readonly Arrival[],
): Promise<{ ids: string[]; statements: D1PreparedStatement[] }> {
  const at = deps.now();
  const drafts = await Promise.all(arrivals.map((arrival) => draftOf(deps, arrival, at)));
  const ids = drafts.map(({ id }) => id);
  const consents = await Promise.all(
    arrivals.map((arrival, place) => consentsOf(arrival, ids[place] ?? "", at)),
  );
  const extras = arrivals.map(({ key, row }, place) => ({
    id: ids[place],
    key,
    identity: row.person.identity,
    tags: row.tags,
    status: row.status,
  }));
  const { db } = deps;
  if (drafts.length === 0) return { ids, statements: [] };
  const told = JSON.stringify(extras);
  const given = JSON.stringify(consents.flat());
  return {
    ids,
    statements: [
      // What is known of somebody who is here already stays as it is, and an import is no sign of life.
      db.prepare(keptBefore).bind(told),
      insertIntake(db, drafts),
      db.prepare(keptAfter),
      db.prepare("DELETE FROM import_kept"),
      db.prepare("DELETE FROM step_count WHERE day = ?1").bind(noDay),
      db
        .prepare(
          `INSERT INTO foreign_id (id, submission_id)
           SELECT value ->> 'key', submission.id FROM json_each(?1) JOIN submission ON submission.id = value ->> 'id'
           WHERE true ON CONFLICT DO NOTHING`,
        )
        .bind(told),
      ...keepingZones(deps, arrivals, ids),
      db.prepare(insertReceipts).bind(given),
      db
        .prepare(
          `UPDATE submission SET consents = (
             SELECT json_group_array(value ->> 'purpose') FROM json_each(?1)
              WHERE value ->> 'submission' = submission.id AND value ->> 'granted' = 1)
            WHERE id IN (SELECT value ->> 'submission' FROM json_each(?1))`,
        )
        .bind(given),
      db
        .prepare(
          `INSERT INTO lead_tag (lead_id, tag, at)
           SELECT submission.lead_id, tag.value, ?2 FROM json_each(?1) AS told
             JOIN submission ON submission.id = told.value ->> 'id', json_each(told.value -> 'tags') AS tag
            WHERE true ON CONFLICT DO NOTHING`,
        )
        .bind(told, at),
      db
        .prepare(
          `UPDATE lead SET status = told.value ->> 'status' FROM json_each(?1) AS told
             JOIN submission ON submission.id = told.value ->> 'id'
            WHERE lead.id = submission.lead_id AND lead.status = 'new' AND told.value ->> 'status' IS NOT NULL`,
        )
        .bind(told),
    ],
  };
}

/** Writes down on which clocks those read the time who are not at home. */
function keepingZones(
  { db, catalog, now }: Deps,
  arrivals: readonly Arrival[],
  ids: readonly string[],
): D1PreparedStatement[] {
  const zones = arrivals.flatMap(({ here, row }, place) => {
    const hints = { ...zoneHints(here.form.fields, row.answers), network: null };
    const zone = zoneFrom(hints, catalog.site.timeZone, now());
    return zone === null ? [] : [{ submission: ids[place] ?? "", zone }];
  });
  return zones.length === 0 ? [] : [insertZones(db, zones)];
}

// A day that is none: what `intake` counts under it goes again in the same transaction.
const noDay = "0000-00-00";

const keptBefore = `INSERT INTO import_kept (lead_id, given_name, family_name, phone, email, last_source, seen_at)
  SELECT DISTINCT id, given_name, family_name, phone, email, last_source, seen_at FROM lead
   WHERE identity IN (SELECT value ->> 'identity' FROM json_each(?1))`;

const keptAfter = `UPDATE lead SET given_name = coalesce(kept.given_name, lead.given_name),
    family_name = coalesce(kept.family_name, lead.family_name), phone = coalesce(kept.phone, lead.phone),
    email = coalesce(kept.email, lead.email), last_source = kept.last_source, seen_at = kept.seen_at
  FROM import_kept AS kept WHERE kept.lead_id = lead.id`;

// Whoever has taken a consent back is not made to give it again by a file.
const insertReceipts = `INSERT INTO receipt (
    lead_id, submission_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
  SELECT submission.lead_id, submission.id, given.value ->> 'purpose', given.value ->> 'granted',
    given.value ->> 'wording', given.value ->> 'hash', submission.form, submission.build, submission.locale,
    submission.page_url, 'import', given.value ->> 'at'
    FROM json_each(?1) AS given JOIN submission ON submission.id = given.value ->> 'submission'
   WHERE NOT EXISTS (
     SELECT 1 FROM consent_state WHERE consent_state.lead_id = submission.lead_id
        AND consent_state.purpose = given.value ->> 'purpose' AND consent_state.state = 'withdrawn')`;

async function draftOf(deps: Deps, { here, row, key, from }: Arrival, at: number): Promise<SubmissionDraft> {
  const id = newRowId(deps.random, at);
  const { path, landing, form } = here;
  const { person, answers, source } = row;
  return {
    id,
    leadId: newRowId(deps.random, at),
    landing: path,
    form: landing.form,
    formHash: await formHashOf(form),
    build: deps.catalog.build,
    person,
    suspicion: null,
    mailsSuspects: false,
    released: false,
    answers,
    consents: [],
    // The same answers under another name are another lead's.
    fingerprint: await fingerprintOf({ landing: path, person, answers, purposes: [key], suspected: false }),
    key: `import:${key}`,
    locale: landing.locale,
    source: row.created === null ? source : { ...source, created: new Date(row.created).toISOString() },
    sourceLabel: labelOf(source),
    pageUrl: from,
    trace: { network: null, agent: null },
    limits: deps.catalog.site.limits,
    at,
    day: noDay,
    tokens: [await preferencesToken(deps, id)],
    grants: [],
    coupon: null,
    message: null,
    notices: [],
    webhooks: [],
  };
}

/** What later mails lead to, so that consents can be taken back. */
async function preferencesToken({ tokenSecret }: Deps, id: string): Promise<TokenDraft> {
  const hash = await hashOfToken(await tokenFor(tokenSecret, "preferences", id));
  return { purpose: "preferences", subject: id, expires: forever, hash };
}

async function consentsOf({ row, claims, here }: Arrival, submission: string, at: number) {
  return Promise.all(
    row.consents.map(async ({ purpose, granted }) => {
      const own = here.form.consents.find((consent) => consent.purpose === purpose);
      const wording = claims.find((claim) => claim.purpose === purpose)?.wording || (own?.text ?? "");
      return { submission, purpose, granted: granted ? 1 : 0, wording, hash: await hexDigest(wording), at };
    }),
  );
}
