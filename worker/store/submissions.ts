import type { Answers } from "../../content/schema/answers.ts";
import type { Person } from "../identity.ts";
import type { Source } from "../source.ts";
import { type CouponDraft, claimCoupon, countIssued, mayClaim } from "./coupons.ts";
import { type GrantDraft, insertGrant, insertTokens } from "./grants.ts";
import { insertReceipts, upsertLead } from "./leads.ts";
import { type DueMessage, insertMessage, type MessageDraft } from "./messages.ts";
import { countStepOf } from "./steps.ts";

/** The same answers of the same person on the same landing are the same submission for so long. */
const sameFor = 600_000;

/** A consent as it was given, word by word. */
interface GivenConsent {
  purpose: string;
  wording: string;
  wordingHash: string;
  /** The number of this wording, or null where the catalog tells none. */
  version: number | null;
}

/** A submission about to be stored, with all that follows from it. Every identifier is new at each try. */
export interface SubmissionDraft {
  id: string;
  leadId: string;
  landing: string;
  form: string;
  build: string;
  person: Person;
  /** Why it is kept apart, or null for a person's post. */
  suspicion: string | null;
  answers: Answers;
  consents: GivenConsent[];
  fingerprint: string;
  key: string | null;
  locale: string;
  source: Source;
  sourceLabel: string;
  pageUrl: string;
  at: number;
  /** The day of `at` in the site's time zone. */
  day: string;
  grant: GrantDraft | null;
  coupon: CouponDraft | null;
  /** Null when nothing is mailed. */
  message: MessageDraft | null;
}

/** The submission that stands for the post, or that the coupons have run out. */
export type Kept =
  /** `due` is the message that this request holds and is to send. */
  | { result: "created"; id: string; grantId: string | null; due: HeldMessage | null }
  | { result: "repeated"; id: string; grantId: string | null }
  | { result: "reused_key" | "sold_out" };

/** A message, and the lease under which this request holds it. */
interface HeldMessage {
  lease: string;
  message: DueMessage;
}

interface Row {
  id: string;
  fingerprint: string;
  idempotency_key: string | null;
  grant_id: string | null;
  /** When the coupon ends that the grant shows: the person's earlier one, perhaps. */
  valid_until: number | null;
}

/** Stores `draft` and all that follows from it in one transaction, unless it is there already. */
export async function keepSubmission(db: D1Database, draft: SubmissionDraft): Promise<Kept> {
  const results = await db.batch<Row>(statementsFor(db, draft));
  const row = results.at(-1)?.results[0];
  if (row === undefined) return { result: "sold_out" };
  if (row.id === draft.id) {
    return { result: "created", id: row.id, grantId: row.grant_id, due: heldMessage(draft, row.valid_until) };
  }
  if (row.fingerprint !== draft.fingerprint) return { result: "reused_key" };
  return { result: "repeated", id: row.id, grantId: row.grant_id };
}

function heldMessage(draft: SubmissionDraft, validUntil: number | null): HeldMessage | null {
  const { message, grant, person, at, landing } = draft;
  // What is kept apart has no grant, and so no message, whatever the draft holds.
  if (draft.suspicion !== null || grant === null || message === null || message.lease === null) return null;
  const { magnet, expiresAt, id: grantId } = grant;
  const facts = {
    attempts: 1,
    createdAt: at,
    grantId,
    to: person.email,
    landing,
    magnet,
    expiresAt,
    validUntil,
  };
  return {
    lease: message.lease,
    message: { id: message.id, ...facts, answers: JSON.stringify(draft.answers) },
  };
}

/** The first statement decides; the others do nothing unless it has stored the submission. */
function statementsFor(db: D1Database, draft: SubmissionDraft): D1PreparedStatement[] {
  const first = insertSubmission(db, draft);
  const last = selectKept(db, draft);
  if (draft.suspicion !== null) return [first, last];
  const { coupon, grant, message } = draft;
  return [
    first,
    upsertLead(db, draft),
    ...(draft.consents.length === 0 ? [] : [insertReceipts(db, draft)]),
    ...(coupon === null ? [] : [claimCoupon(db, draft.id, coupon, draft.at), countIssued(db, coupon)]),
    ...(grant === null ? [] : [insertGrant(db, draft.id, grant), insertTokens(db, grant)]),
    ...(grant === null || message === null ? [] : [insertMessage(db, message, grant.id, draft.at)]),
    countStepOf(db, draft.day, "submit", "WHERE id = ?3", draft.id),
    last,
  ];
}

function insertSubmission(db: D1Database, draft: SubmissionDraft): D1PreparedStatement {
  const { coupon } = draft;
  return db
    .prepare(
      `INSERT INTO submission (
         id, landing, form, build, lead_id, status, suspicion, answers, consents, fingerprint, idempotency_key,
         locale, source, source_label, page_url, at
       )
       SELECT ?1, ?2, ?3, ?4,
         CASE WHEN ?6 IS NULL THEN coalesce((SELECT id FROM lead WHERE identity = ?16), ?5) END,
         CASE WHEN ?6 IS NULL THEN 'accepted' ELSE 'quarantined' END, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15
       WHERE NOT EXISTS (SELECT 1 FROM submission WHERE landing = ?2 AND idempotency_key = ?10)
         AND NOT EXISTS (SELECT 1 FROM submission WHERE fingerprint = ?9 AND at > ?15 - ${sameFor})
         AND (?17 IS NULL OR ${mayClaim("?17", "?18", "?16")})`,
    )
    .bind(
      draft.id,
      draft.landing,
      draft.form,
      draft.build,
      draft.leadId,
      draft.suspicion,
      JSON.stringify(draft.answers),
      JSON.stringify(draft.consents.map((consent) => consent.purpose)),
      draft.fingerprint,
      draft.key,
      draft.locale,
      JSON.stringify(draft.source),
      draft.sourceLabel,
      draft.pageUrl,
      draft.at,
      draft.person.identity,
      coupon?.quota === undefined ? null : coupon.magnet,
      coupon?.quota ?? null,
    );
}

function selectKept(
  db: D1Database,
  { id, landing, key, fingerprint, at }: SubmissionDraft,
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT submission.id, fingerprint, idempotency_key, "grant".id AS grant_id, coupon.valid_until
         FROM submission
         LEFT JOIN "grant" ON "grant".submission_id = submission.id
         LEFT JOIN coupon ON coupon.code = "grant".coupon_code
        WHERE submission.id = ?1 OR (landing = ?2 AND idempotency_key = ?3) OR (fingerprint = ?4 AND at > ?5 - ${sameFor})
        ORDER BY idempotency_key IS NOT NULL AND idempotency_key = ?3 DESC, at
        LIMIT 1`,
    )
    .bind(id, landing, key, fingerprint, at);
}
