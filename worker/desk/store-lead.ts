import type { MessageKind } from "../store/messages.ts";
/** All that is known of one lead. */
export interface LeadFile {
  lead: Lead;
  submissions: Submission[];
  /** Where each purpose stands. */
  consents: ConsentState[];
  receipts: Receipt[];
  messages: Message[];
  grants: Grant[];
  coupons: HeldCoupon[];
}

/** The person, and where the first and the last visit came from (JSON). */
export interface Lead {
  id: string;
  email: string | null;
  phone: string | null;
  given_name: string | null;
  family_name: string | null;
  first_source: string;
  last_source: string;
  created_at: number;
  confirmed_at: number | null;
  /** Whether the address belongs to a service of throw-away addresses. */
  disposable: 0 | 1 | null;
}

/** One accepted post, with its answers as JSON. */
export interface Submission {
  id: string;
  landing: string;
  form: string;
  answers: string;
  source_label: string;
  at: number;
  confirmed_at: number | null;
}

/** Where a purpose stands, and since when. */
export interface ConsentState {
  purpose: string;
  state: "given" | "confirmed" | "withdrawn";
  at: number;
}

/** The proof of one consent given, confirmed or withdrawn. */
export interface Receipt {
  id: number;
  purpose: string;
  granted: 0 | 1;
  wording: string;
  wording_hash: string;
  /** The number of the wording; null for receipts from before wordings were counted. */
  version: number | null;
  /** SHA-256 of the form as it was asked; older receipts have none. */
  form_hash: string | null;
  /** Its link in the chain; null until the clock has come by. */
  seal: string | null;
  page_url: string;
  channel: "form" | "confirm" | "preferences" | "one-click" | "desk" | "import" | "hook";
  at: number;
}

/** One mail, and whether it left. */
export interface Message {
  id: string;
  kind: MessageKind;
  status: "queued" | "leased" | "sent" | "dead" | "withheld";
  attempts: number;
  created_at: number;
  sent_at: number | null;
  failure: string | null;
}

/** What the lead may fetch, and the coupon where it is one. */
export interface Grant {
  magnet: string;
  expires_at: number;
  uses_left: number;
  code: string | null;
  issued_at: number | null;
  valid_until: number | null;
  voided_at: number | null;
  redeemed_at: number | null;
  shop: string | null;
  /** What the receipt came to, in cents. */
  amount: number | null;
}

/** A coupon of the lead, or one that a submission of theirs shows; those that were taken back are there, too. */
export interface HeldCoupon {
  code: string;
  issued_at: number;
  voided_at: number | null;
  replaced_by: string | null;
  redeemed_at: number | null;
}

/** Everything about the lead `id`, or null where there is none or it was erased. */
export async function readLead(db: D1Database, id: string): Promise<LeadFile | null> {
  const lead = await db
    .prepare(
      `SELECT id, email, phone, given_name, family_name, first_source, last_source, created_at, confirmed_at,
         disposable FROM lead WHERE id = ?1 AND erased_at IS NULL`,
    )
    .bind(id)
    .first<Lead>();
  if (lead === null) return null;
  // After the lead, so that an unknown id costs one question and not six.
  const [submissions, consents, receipts, messages, grants, coupons] = await Promise.all([
    readSubmissions(db, id),
    readConsents(db, id),
    readReceipts(db, id),
    readMessages(db, id),
    readGrants(db, id),
    readCoupons(db, id),
  ]);
  return { lead, submissions, consents, receipts, messages, grants, coupons };
}

async function readSubmissions(db: D1Database, lead: string): Promise<Submission[]> {
  const found = await db
    .prepare(
      `SELECT id, landing, form, answers, source_label, at, confirmed_at
         FROM submission WHERE lead_id = ?1 ORDER BY at DESC, rowid DESC`,
    )
    .bind(lead)
    .all<Submission>();
  return found.results;
}

async function readConsents(db: D1Database, lead: string): Promise<ConsentState[]> {
  const found = await db
    .prepare("SELECT purpose, state, at FROM consent_state WHERE lead_id = ?1 ORDER BY purpose")
    .bind(lead)
    .all<ConsentState>();
  return found.results;
}

/** Latest first: the first of a purpose is its last word. */
async function readReceipts(db: D1Database, lead: string): Promise<Receipt[]> {
  const found = await db
    .prepare(
      `SELECT id, purpose, granted, wording, wording_hash, version, form_hash, seal.hash AS seal, page_url, channel, at
         FROM receipt LEFT JOIN seal ON seal.receipt_id = receipt.id WHERE lead_id = ?1 ORDER BY id DESC`,
    )
    .bind(lead)
    .all<Receipt>();
  return found.results;
}

async function readMessages(db: D1Database, lead: string): Promise<Message[]> {
  const found = await db
    .prepare(
      `SELECT id, kind, status, attempts, created_at, sent_at, failure
         FROM message WHERE lead_id = ?1 ORDER BY created_at DESC, rowid DESC`,
    )
    .bind(lead)
    .all<Message>();
  return found.results;
}

/** By way of the submission, which has an index for it; grants have none of their own by lead. */
async function readGrants(db: D1Database, lead: string): Promise<Grant[]> {
  const found = await db
    .prepare(
      `SELECT g.magnet, g.expires_at, g.uses_left, c.code, c.issued_at, c.valid_until, c.voided_at,
         c.redeemed_at, c.shop, c.amount
         FROM submission s
         JOIN "grant" g ON g.submission_id = s.id
         LEFT JOIN coupon c ON c.code = g.coupon_code
        WHERE s.lead_id = ?1 ORDER BY s.at DESC, g.place`,
    )
    .bind(lead)
    .all<Grant>();
  return found.results;
}

async function readCoupons(db: D1Database, lead: string): Promise<HeldCoupon[]> {
  const found = await db
    .prepare(
      `SELECT code, issued_at, voided_at, replaced_by, redeemed_at FROM coupon WHERE lead_id = ?1
        UNION
       SELECT c.code, c.issued_at, c.voided_at, c.replaced_by, c.redeemed_at
         FROM submission s
         JOIN "grant" g ON g.submission_id = s.id
         JOIN coupon c ON c.code = g.coupon_code
        WHERE s.lead_id = ?1`,
    )
    .bind(lead)
    .all<HeldCoupon>();
  return found.results;
}
