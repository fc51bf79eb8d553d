import type { MessageKind } from "../store/messages.ts";

/** One accepted post, with its answers as JSON. */
export interface Submission {
  id: string;
  lead_id: string;
  landing: string;
  form: string;
  answers: string;
  source_label: string;
  at: number;
  confirmed_at: number | null;
}

/** Where a purpose stands for one address, and since when. */
export interface ConsentState {
  lead_id: string;
  purpose: string;
  state: "given" | "confirmed" | "withdrawn";
  at: number;
}

/** The proof of one consent given, confirmed or withdrawn. */
export interface Receipt {
  id: number;
  lead_id: string;
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

/** One mail, whether it left, and what became of it. */
export interface Message {
  id: string;
  kind: MessageKind;
  /** `campaigns/<name>` or `sequences/<name>/<step>`; null for mails of the service. */
  mailing: string | null;
  /** Which of a campaign's subjects it bears. */
  variant: number | null;
  status: "queued" | "leased" | "sent" | "dead" | "withheld";
  created_at: number;
  sent_at: number | null;
  delivered_at: number | null;
  deferred_at: number | null;
  soft_at: number | null;
  hard_at: number | null;
  complained_at: number | null;
  /** Why it came back, as its provider says. */
  reason: string | null;
  failure: string | null;
}

/** What a lead who agreed to tracking did with a mail. */
export interface Reading {
  at: number;
  kind: "sequence" | "campaign";
  mailing: string;
  variant: number | null;
  /** Opened it, or pressed a link in it. */
  what: "opened" | "pressed";
  /** Where the link led, of a press; null where nobody knows any more. */
  href: string | null;
}

/** What the lead may fetch, and the coupon where it is one. */
export interface Grant {
  magnet: string;
  expires_at: number;
  uses_left: number;
  /** Until when it was last open. */
  open_until: number | null;
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
  magnet: string;
  issued_at: number;
  voided_at: number | null;
  replaced_by: string | null;
  redeemed_at: number | null;
  shop: string | null;
  amount: number | null;
}

/** What somebody of the business wrote about the lead. */
export interface Note {
  id: string;
  /** Null: the owner. */
  member_id: string | null;
  text: string;
  at: number;
}

/** What was done at the desk with the lead. */
export interface Deed {
  at: number;
  member_id: string | null;
  act: string;
  /** Particulars, as JSON. */
  about: string | null;
}

/** A list that the lead came with: where it came from, and on which ground it is held. */
interface Imported {
  id: string;
  name: string;
  provenance: string | null;
  basis: string | null;
  created_at: number;
}

/** What the lead bought, as somebody of the business noted it. */
interface Sale {
  id: string;
  at: number;
  what: string;
  /** Whether the address was given in it. */
  given: 0 | 1;
}

/** All that happened with a lead, from the latest of each kind on. */
export interface History {
  submissions: Submission[];
  /** Where each purpose stands, address by address. */
  consents: ConsentState[];
  receipts: Receipt[];
  messages: Message[];
  readings: Reading[];
  grants: Grant[];
  coupons: HeldCoupon[];
  notes: Note[];
  deeds: Deed[];
  imports: Imported[];
  sales: Sale[];
}

// Nobody's page is made longer than this by one kind of thing.
const most = 1000;

/** What happened with the leads `ids`, which are one person. */
export async function readHistory(db: D1Database, ids: readonly string[]): Promise<History> {
  const list = JSON.stringify(ids);
  const read = async <Row>(sql: string) =>
    (
      await db
        .prepare(`${sql.replaceAll("$IDS", "(SELECT value FROM json_each(?1))")} LIMIT ${most}`)
        .bind(list)
        .all<Row>()
    ).results;
  const [submissions, consents, receipts, messages, readings, grants, coupons, notes, deeds, imports, sales] =
    await Promise.all([
      read<Submission>(
        `SELECT id, lead_id, landing, form, answers, source_label, at, confirmed_at
         FROM submission WHERE lead_id IN $IDS ORDER BY at DESC, rowid DESC`,
      ),
      read<ConsentState>(
        "SELECT lead_id, purpose, state, at FROM consent_state WHERE lead_id IN $IDS ORDER BY purpose",
      ),
      // Latest first: the first of a purpose is its last word.
      read<Receipt>(
        `SELECT id, lead_id, purpose, granted, wording, wording_hash, version, form_hash, seal.hash AS seal, page_url,
         channel, at
         FROM receipt LEFT JOIN seal ON seal.receipt_id = receipt.id WHERE lead_id IN $IDS ORDER BY id DESC`,
      ),
      read<Message>(
        `SELECT id, kind, mailing, variant, status, created_at, sent_at, delivered_at, deferred_at, soft_at, hard_at, complained_at, reason,
         failure
         FROM message WHERE lead_id IN $IDS ORDER BY created_at DESC, rowid DESC`,
      ),
      read<Reading>(
        `SELECT did.first_at AS at, coalesce(message.kind, 'campaign') AS kind, did.mailing, variant, what, href FROM (
           SELECT lead_id, mailing, first_at, 'opened' AS what, NULL AS href FROM lead_open WHERE lead_id IN $IDS
           UNION ALL
           SELECT lead_id, lead_press.mailing, first_at, 'pressed', href FROM lead_press LEFT JOIN mailing_link
               ON mailing_link.mailing = lead_press.mailing AND mailing_link.link = lead_press.link
            WHERE lead_id IN $IDS) AS did
          LEFT JOIN message ON message.mailing = did.mailing AND message.lead_id = did.lead_id
         ORDER BY at DESC`,
      ),
      // By way of the submission, which has an index for it; grants have none of their own by lead.
      read<Grant>(
        `SELECT g.magnet, g.expires_at, g.uses_left, g.open_until, c.code, c.issued_at, c.valid_until, c.voided_at,
         c.redeemed_at, c.shop, c.amount
         FROM submission s
         JOIN "grant" g ON g.submission_id = s.id
         LEFT JOIN coupon c ON c.code = g.coupon_code
        WHERE s.lead_id IN $IDS ORDER BY s.at DESC, g.place`,
      ),
      read<HeldCoupon>(
        `SELECT code, magnet, issued_at, voided_at, replaced_by, redeemed_at, shop, amount FROM coupon
        WHERE lead_id IN $IDS
        UNION
       SELECT c.code, c.magnet, c.issued_at, c.voided_at, c.replaced_by, c.redeemed_at, c.shop, c.amount
         FROM submission s
         JOIN "grant" g ON g.submission_id = s.id
         JOIN coupon c ON c.code = g.coupon_code
        WHERE s.lead_id IN $IDS`,
      ),
      read<Note>("SELECT id, member_id, text, at FROM note WHERE lead_id IN $IDS ORDER BY at DESC"),
      read<Deed>(
        "SELECT at, member_id, act, about FROM audit WHERE subject IN $IDS ORDER BY at DESC, id DESC",
      ),
      read<Imported>(
        `SELECT id, name, provenance, basis, created_at FROM import
        WHERE id IN (SELECT substr(page_url, 8) FROM submission WHERE lead_id IN $IDS AND page_url LIKE 'import:%')
        ORDER BY created_at`,
      ),
      read<Sale>(
        `SELECT id, at, what, inbox IS NOT NULL AS given FROM sale WHERE lead_id IN $IDS
        ORDER BY at DESC, noted_at DESC`,
      ),
    ]);
  return {
    submissions,
    consents,
    receipts,
    messages,
    readings,
    grants,
    coupons,
    notes,
    deeds,
    imports,
    sales,
  };
}
