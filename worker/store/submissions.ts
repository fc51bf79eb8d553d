import type { Answers } from "../../content/schema/answers.ts";
import type { Limits } from "../../content/schema/limits.ts";
import type { Person } from "../identity.ts";
import type { Source } from "../source.ts";
import type { CouponDraft } from "./coupons.ts";
import type { GrantDraft } from "./grants.ts";
import { insertIntake } from "./intake.ts";
import type { DueMessage, MessageDraft } from "./messages.ts";
import { Together } from "./together.ts";

/** A consent as it was given, word by word. */
export interface GivenConsent {
  purpose: string;
  wording: string;
  wordingHash: string;
  /** The number of this wording, or null where the catalog tells none. */
  version: number | null;
}

/** A token about to be stored. */
export interface TokenDraft {
  hash: string;
  purpose: string;
  subject: string;
  /** Until when it opens. */
  expires: number;
}

/** What the proof of a consent tells of the sender: no address, no name. */
export interface Trace {
  /** Keyed hash of the network, or null where there is none to tell. */
  network: string | null;
  /** The family of the browser. */
  agent: string | null;
}

/** A submission about to be stored, with all that follows from it. Every identifier is new at each try. */
export interface SubmissionDraft {
  id: string;
  leadId: string;
  landing: string;
  form: string;
  /** SHA-256 of the form as it was asked, hexadecimal. */
  formHash: string;
  build: string;
  person: Person;
  /** Why it is kept apart, or null for a person's post. */
  suspicion: string | null;
  /** Whether a suspect's mail goes out all the same: pressing its button proves a person. */
  mailsSuspects: boolean;
  /** Whether it is a post that comes out of quarantine. */
  released: boolean;
  answers: Answers;
  consents: GivenConsent[];
  fingerprint: string;
  key: string | null;
  locale: string;
  source: Source;
  sourceLabel: string;
  pageUrl: string;
  trace: Trace;
  limits: Limits;
  at: number;
  /** The day of `at` in the site's time zone. */
  day: string;
  tokens: TokenDraft[];
  /** What it may fetch; links and mails name the first. */
  grants: readonly GrantDraft[];
  coupon: CouponDraft | null;
  /** Null when nothing is mailed. */
  message: MessageDraft | null;
  /** Mails to people of the business. */
  notices: { id: string; recipient: string }[];
  /** Calls of the owner's webhooks. */
  webhooks: { id: string; webhook: string }[];
  /** Notes who at the desk let it out of quarantine. */
  noted?: D1PreparedStatement;
}

/** The same answers of the same person on the same landing are the same submission for so long; `intake` says so, too. */
const sameFor = 600_000;

/** The submission that stands for the post, or why there is none. */
export type Kept =
  | { result: "created"; id: string; grantId: string | null; outgoing: Outgoing }
  | { result: "repeated"; id: string; grantId: string | null }
  | { result: "reused_key" | "sold_out" | "too_many" };

/** What follows from a submission and is to leave after the answer. */
export interface Outgoing {
  /** The mail to the visitor where this request holds it and is to send it. */
  due: HeldMessage | null;
  /** Identifiers of what waits: the mail to the visitor, mails to the business, calls of webhooks. */
  mail: string | null;
  notices: string[];
  calls: string[];
}

/** A message, and the lease under which this request holds it. */
interface HeldMessage {
  lease: string;
  message: DueMessage;
}

interface Row {
  /** Which of the drafts it answers. */
  place: number;
  id: string;
  fingerprint: string;
  grant_id: string | null;
  lead_id: string | null;
  /** The coupon that the grant shows: the person's earlier one, perhaps. */
  coupon_code: string | null;
  valid_from: number | null;
  valid_until: number | null;
  coupon_over: 0 | 1;
  /** Whether the caps let the message leave at once. */
  leased: 0 | 1;
}

// What one invocation may take at once: far below what a statement may hold, and enough for any burst.
const mostTogether = 40;
const patience = 4000;

const groups = new WeakMap<D1Database, Together<SubmissionDraft, Row | null>>();

/** Stores `draft` and all that follows from it in one transaction, unless it is there already; those who come at the same moment share it. */
export async function keepSubmission(db: D1Database, draft: SubmissionDraft): Promise<Kept> {
  const group = groups.get(db) ?? new Together((drafts) => keepAll(db, drafts), mostTogether, patience);
  groups.set(db, group);
  const row = await group.keep(draft);
  if (row === null) return { result: await reasonAgainst(db, draft) };
  if (row.id === draft.id) {
    return { result: "created", id: row.id, grantId: row.grant_id, outgoing: outgoingOf(draft, row) };
  }
  if (row.fingerprint !== draft.fingerprint) return { result: "reused_key" };
  return { result: "repeated", id: row.id, grantId: row.grant_id };
}

/** For each of `drafts`, the submission that stands for it now, or null. */
async function keepAll(db: D1Database, drafts: readonly SubmissionDraft[]): Promise<(Row | null)[]> {
  const noted = drafts.flatMap((draft) => draft.noted ?? []);
  const results = await db.batch<Row>([insertIntake(db, drafts), ...noted, selectKept(db, drafts)]);
  const rows = new Map(results.at(-1)?.results.map((row) => [row.place, row]));
  return drafts.map((_, place) => rows.get(place) ?? null);
}

/** Why nothing was stored: too many posts of one network, or no coupon left. */
async function reasonAgainst(db: D1Database, draft: SubmissionDraft): Promise<"sold_out" | "too_many"> {
  if (draft.coupon?.quota === undefined) return "too_many";
  const sent = await db
    .prepare("SELECT count(*) AS n FROM submission WHERE network = ?1 AND at > ?2 - 3600000")
    .bind(draft.trace.network, draft.at)
    .first<number>("n");
  return (sent ?? 0) >= draft.limits.network.hour * 10 ? "too_many" : "sold_out";
}

function outgoingOf(draft: SubmissionDraft, row: Row): Outgoing {
  return {
    due: heldMessage(draft, row),
    mail: draft.message?.id ?? null,
    // What is suspected is told to nobody.
    notices: row.lead_id === null ? [] : draft.notices.map(({ id }) => id),
    calls: row.lead_id === null ? [] : draft.webhooks.map(({ id }) => id),
  };
}

function heldMessage(draft: SubmissionDraft, row: Row): HeldMessage | null {
  const { message, grants, person, at, landing } = draft;
  const [grant] = grants;
  if (message === null || message.lease === null || row.leased === 0) return null;
  return {
    lease: message.lease,
    message: {
      id: message.id,
      kind: message.kind,
      mailing: null,
      variant: null,
      attempts: 1,
      createdAt: at,
      to: person.email,
      about: null,
      landing,
      magnet: grant?.magnet ?? null,
      answers: JSON.stringify(draft.answers),
      source: JSON.stringify(draft.source),
      consents: JSON.stringify(draft.consents.map(({ purpose }) => purpose)),
      submissionId: draft.id,
      leadId: row.lead_id,
      grantId: message.kind === "delivery" ? row.grant_id : null,
      expiresAt: grant?.expiresAt ?? null,
      askedAt: at,
      openUntil: null,
      couponCode: row.coupon_code,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      couponOver: row.coupon_over,
    },
  };
}

function selectKept(db: D1Database, drafts: readonly SubmissionDraft[]): D1PreparedStatement {
  const asked = drafts.map(({ id, landing, key, fingerprint, at, message }) => [
    ...[id, landing, key, fingerprint, at - sameFor],
    ...[message?.id ?? null, message?.lease ?? null],
  ]);
  return db
    .prepare(
      `SELECT asked.key AS place, submission.id, submission.fingerprint, submission.lead_id, "grant".id AS grant_id,
         coupon.code AS coupon_code, coupon.valid_from, coupon.valid_until,
         coupon.redeemed_at IS NOT NULL OR coupon.voided_at IS NOT NULL AS coupon_over, EXISTS (
           SELECT 1 FROM message WHERE message.id = asked.value ->> 5 AND message.lease = asked.value ->> 6) AS leased
         FROM json_each(?1) AS asked
         JOIN submission ON submission.id = (
           SELECT found.id FROM submission AS found
            WHERE found.id = asked.value ->> 0
               OR (found.landing = asked.value ->> 1 AND found.idempotency_key = asked.value ->> 2)
               OR (found.fingerprint = asked.value ->> 3 AND found.at > asked.value ->> 4)
            ORDER BY found.idempotency_key IS NOT NULL AND found.idempotency_key = asked.value ->> 2 DESC, found.at
            LIMIT 1)
         LEFT JOIN "grant" ON "grant".submission_id = submission.id AND "grant".place = 0
         LEFT JOIN coupon ON coupon.code = "grant".coupon_code`,
    )
    .bind(JSON.stringify(asked));
}
