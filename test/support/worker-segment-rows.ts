import { env } from "cloudflare:workers";
import type { ALead, APost } from "./worker-segments.ts";

/** Writes `leads` into the emptied tables; the id of each tells its place. */
export async function storeLeads(leads: readonly ALead[]): Promise<void> {
  const id = (kind: string, ...places: number[]) => `${kind}${places.join("-")}`.padEnd(22, "0");
  const insert = (table: string, rows: Record<string, unknown>[]) => {
    const keys = Object.keys(rows[0] ?? {});
    if (keys.length === 0) return [];
    const values = keys.map((key) => `value ->> '${key}'`);
    return [
      env.DB.prepare(`INSERT INTO "${table}" (${keys}) SELECT ${values} FROM json_each(?1)`).bind(
        JSON.stringify(rows),
      ),
    ];
  };
  const posts = leads.flatMap(({ posts }, lead) => posts.map((post, place) => ({ post, lead, place })));
  const emptied = ["lead_tag", "coupon", "grant", "message", "submission"].map((table) =>
    env.DB.prepare(`DELETE FROM "${table}"`),
  );
  await env.DB.batch([
    env.DB.prepare("PRAGMA defer_foreign_keys = on"),
    env.DB.prepare("DROP TRIGGER IF EXISTS receipt_no_delete"),
    ...emptied,
    env.DB.prepare("DELETE FROM receipt"),
    env.DB.prepare("DELETE FROM lead_due"),
    env.DB.prepare("DELETE FROM lead"),
    ...insert(
      "lead",
      leads.map((lead, place) => leadRow(lead, place, id)),
    ),
    ...insert(
      "lead_tag",
      leads.flatMap(({ tags }, lead) => tags.map((tag) => ({ lead_id: id("l", lead), tag, at: 1 }))),
    ),
    ...insert(
      "receipt",
      leads.flatMap(({ receipts }, lead) => receipts.map((receipt) => receiptRow(receipt, id("l", lead)))),
    ),
    ...insert(
      "message",
      leads.flatMap(({ mails }, lead) =>
        mails.map((mail, place) => mailRow(mail, id("m", lead, place), id("l", lead))),
      ),
    ),
    ...insert(
      "submission",
      posts.map(({ post, lead, place }) => postRow(post, id("s", lead, place), id("l", lead))),
    ),
    ...insert(
      "grant",
      posts.flatMap(({ post, lead, place }) =>
        post.grants.map(({ magnet, openUntil }) => ({
          id: id("g", lead, place),
          submission_id: id("s", lead, place),
          lead_id: id("l", lead),
          magnet,
          expires_at: 9e12,
          uses_left: 1,
          open_until: openUntil,
        })),
      ),
    ),
    ...insert(
      "coupon",
      posts.flatMap(({ post, lead, place }) =>
        post.coupons.map(({ magnet, until, redeemedAt, voided }) => ({
          code: `CODE-${lead}-${place}-XXXX`,
          magnet,
          lead_id: id("l", lead),
          submission_id: id("s", lead, place),
          issued_at: 1,
          valid_from: 1,
          valid_until: until,
          voided_at: voided ? 2 : null,
          redeemed_at: voided ? null : redeemedAt,
          redemption: voided || redeemedAt === null ? null : "r",
          redeemed_by: voided || redeemedAt === null ? null : "owner",
        })),
      ),
    ),
  ]);
}

type Id = (kind: string, ...places: number[]) => string;

function leadRow(lead: ALead, place: number, id: Id): Record<string, unknown> {
  return {
    id: id("l", place),
    identity: `email:l${place}@example.com`,
    email: lead.email,
    phone: lead.phone,
    given_name: lead.givenName,
    family_name: lead.familyName,
    locale: lead.locale,
    first_source: JSON.stringify(lead.first),
    last_source: JSON.stringify(lead.last),
    created_at: lead.createdAt,
    seen_at: lead.seenAt,
    confirmed_at: lead.confirmedAt,
    disposable: lead.disposable,
    market: lead.market,
    status: lead.status,
    assignee: lead.assignee,
    fit: lead.fit,
    heat: lead.heat,
    quality: lead.quality,
    merged_into: lead.into === null ? null : id("l", lead.into),
  };
}

function receiptRow(receipt: ALead["receipts"][number], lead: string): Record<string, unknown> {
  return {
    lead_id: lead,
    ...receipt,
    wording: "Sì",
    wording_hash: "0".repeat(64),
    form: "guida",
    build: "b",
    locale: "it",
    page_url: "https://forno.example/",
    at: 1,
  };
}

function mailRow(mail: ALead["mails"][number], id: string, lead: string): Record<string, unknown> {
  return {
    id,
    kind: mail.notice ? "notice" : "campaign",
    lead_id: lead,
    recipient: mail.notice ? "a@example.com" : null,
    status: mail.status,
    next_at: 1,
    created_at: 1,
    sent_at: mail.status === "sent" ? mail.sentAt : null,
    bounce: mail.bouncedAt === null ? null : "hard",
    bounced_at: mail.bouncedAt,
  };
}

function postRow(post: APost, id: string, lead: string): Record<string, unknown> {
  return {
    id,
    landing: post.landing,
    form: post.form,
    build: "b",
    lead_id: lead,
    status: "accepted",
    answers: JSON.stringify(post.answers),
    consents: "[]",
    fingerprint: id.padEnd(43, "0"),
    locale: "it",
    source: "{}",
    source_label: post.label,
    page_url: "https://forno.example/",
    at: post.at,
    confirmed_at: post.confirmedAt,
  };
}
