import { canonicalReceipt, genesis, type ReceiptRow, receiptColumns } from "./ledger.ts";

/** The questions to the database that the proof of one lead's consents is made of; `?1` is the lead. */
export const evidenceQueries = {
  lead: `SELECT id, email, phone, given_name, family_name, created_at, confirmed_at, erased_at FROM lead WHERE id = ?1`,
  receipts: `SELECT ${receiptColumns.map((column) => `receipt.${column}`).join(", ")}, seal.hash AS link,
     (SELECT earlier.hash FROM seal AS earlier WHERE earlier.receipt_id < receipt.id
       ORDER BY earlier.receipt_id DESC LIMIT 1) AS before
     FROM receipt LEFT JOIN seal ON seal.receipt_id = receipt.id WHERE receipt.lead_id = ?1 ORDER BY receipt.id`,
  states: "SELECT purpose, state, at FROM consent_state WHERE lead_id = ?1 ORDER BY purpose",
  submissions: `SELECT id, landing, form, build, at, confirmed_at, page_url, network, agent
     FROM submission WHERE lead_id = ?1 ORDER BY at, rowid`,
  mails: `SELECT id, kind, submission_id, status, created_at, sent_at, provider, provider_id, delivered_at, bounce,
     bounced_at FROM message WHERE lead_id = ?1 AND kind NOT IN ('notice', 'alarm') ORDER BY created_at, rowid`,
  pages: `SELECT DISTINCT page_copy.build, page_copy.landing, page_copy.hash, page_copy.at
     FROM receipt JOIN submission ON submission.id = receipt.submission_id
     JOIN page_copy ON page_copy.build = receipt.build AND page_copy.landing = submission.landing
    WHERE receipt.lead_id = ?1 ORDER BY page_copy.at`,
  chain: `SELECT (SELECT count(*) FROM receipt) AS receipts, (SELECT count(*) FROM seal) AS sealed,
     (SELECT hash FROM seal ORDER BY receipt_id DESC LIMIT 1) AS head, ?1 AS lead`,
} as const;

type Time = number | null;
type Words = string | null;

/** What the database answers to `evidenceQueries`. */
export interface EvidenceRows {
  lead: {
    id: string;
    email: Words;
    phone: Words;
    given_name: Words;
    family_name: Words;
    created_at: number;
    confirmed_at: Time;
    erased_at: Time;
  }[];
  receipts: (ReceiptRow & { link: Words; before: Words })[];
  states: { purpose: string; state: "given" | "confirmed" | "withdrawn"; at: number }[];
  submissions: {
    id: string;
    landing: string;
    form: string;
    build: string;
    at: number;
    confirmed_at: Time;
    page_url: string;
    network: Words;
    agent: Words;
  }[];
  mails: {
    id: string;
    kind: string;
    submission_id: Words;
    status: string;
    created_at: number;
    sent_at: Time;
    provider: Words;
    provider_id: Words;
    delivered_at: Time;
    bounce: Words;
    bounced_at: Time;
  }[];
  pages: { build: string; landing: string; hash: string; at: number }[];
  chain: { receipts: number; sealed: number; head: Words }[];
}

/** Whose site it is that hands the proof out, and when. */
export interface EvidenceFrom {
  name: string;
  url: string;
  owner: string;
  now: number;
}

export type Evidence = NonNullable<ReturnType<typeof evidenceOf>>;

/** The proof of one lead's consents, for people and programs that know nothing of the tables; null without a lead. */
export function evidenceOf(rows: EvidenceRows, { name, url, owner, now }: EvidenceFrom) {
  const [lead] = rows.lead;
  if (lead === undefined) return null;
  const { receipts = 0, sealed = 0, head = null } = rows.chain[0] ?? {};
  return {
    format: "imbuto-evidence-1",
    made: iso(now),
    site: { name, url, owner },
    lead: {
      id: lead.id,
      email: lead.email,
      phone: lead.phone,
      givenName: lead.given_name,
      familyName: lead.family_name,
      firstSeen: iso(lead.created_at),
      addressConfirmed: isoOrNull(lead.confirmed_at),
      erased: isoOrNull(lead.erased_at),
    },
    consents: rows.states.map(({ purpose, state, at }) => ({ purpose, state, since: iso(at) })),
    receipts: rows.receipts.map(receiptOf),
    submissions: rows.submissions.map(({ at, confirmed_at, page_url, ...submission }) => ({
      ...submission,
      at: iso(at),
      confirmed: isoOrNull(confirmed_at),
      pageUrl: page_url,
    })),
    mails: rows.mails.map((mail) => ({
      id: mail.id,
      kind: mail.kind,
      submission: mail.submission_id,
      status: mail.status,
      written: iso(mail.created_at),
      sent: isoOrNull(mail.sent_at),
      provider: mail.provider,
      providerId: mail.provider_id,
      delivered: isoOrNull(mail.delivered_at),
      bounce: mail.bounce,
      bounced: isoOrNull(mail.bounced_at),
    })),
    pages: rows.pages.map(({ build, landing, hash, at }) => ({
      build,
      landing,
      sha256: hash,
      kept: iso(at),
    })),
    chain: { rule, genesis, receipts, sealed, head },
  };
}

const rule =
  "hash = base64url(SHA-256(UTF-8(before + receipt))); before is the hash of the receipt before, genesis for the first";

function receiptOf({ link, before, ...receipt }: EvidenceRows["receipts"][number]) {
  return {
    id: receipt.id,
    purpose: receipt.purpose,
    event: eventOf(receipt),
    at: iso(receipt.at),
    channel: receipt.channel,
    wording: receipt.wording,
    wordingSha256: receipt.wording_hash,
    version: receipt.version,
    form: receipt.form,
    formSha256: receipt.form_hash,
    build: receipt.build,
    locale: receipt.locale,
    pageUrl: receipt.page_url,
    submission: receipt.submission_id,
    mail: receipt.message_id,
    /** Null until the clock has come by: then the receipt is in the chain. */
    link:
      link === null ? null : { before: before ?? genesis, receipt: canonicalReceipt(receipt), hash: link },
  };
}

/** What a receipt says: what was given on a form is confirmed from the address itself. */
function eventOf({ granted, channel }: ReceiptRow): "given" | "confirmed" | "withdrawn" {
  if (granted === 0) return "withdrawn";
  return channel === "confirm" || channel === "preferences" ? "confirmed" : "given";
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function isoOrNull(time: Time): string | null {
  return time === null ? null : iso(time);
}
