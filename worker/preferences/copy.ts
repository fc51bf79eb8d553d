import type { Catalog } from "../../content/schema/catalog.ts";
import { type BundledTexts, textsIn } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { csvRecord } from "../export/cell.ts";
import { isObject } from "../guards/entries.ts";
import { labelOf } from "../pages/read-back.ts";

type Part = keyof BundledTexts["copy"]["parts"];
type Row = Record<string, unknown>;

/** Everything that is kept about one lead, part by part, under the keys that the copy explains. */
export type Copy = Record<Part, Row[]>;

const questions: Record<Part, string> = {
  person: `SELECT id, identity, email, phone, given_name AS givenName, family_name AS familyName, locale,
      first_source AS firstSource, last_source AS lastSource, created_at AS createdAt, seen_at AS seenAt,
      confirmed_at AS confirmedAt, disposable,
      (SELECT zone FROM lead_zone WHERE lead_zone.lead_id = lead.id) AS timeZone,
      (SELECT at FROM reply WHERE reply.lead_id = lead.id) AS repliedAt
      FROM lead WHERE id = ?1`,
  submissions: `SELECT id, landing, form, answers, consents AS purposes, source, source_label AS sourceLabel,
      page_url AS pageUrl, locale, at, confirmed_at AS confirmedAt, network, agent AS browser, build
      FROM submission WHERE lead_id = ?1 ORDER BY at`,
  consents: `SELECT id, submission_id AS submission, purpose, granted, wording, wording_hash AS wordingHash, version,
      form, build, locale, page_url AS pageUrl, channel, at
      FROM receipt WHERE lead_id = ?1 ORDER BY id`,
  gifts: `SELECT id, submission_id AS submission, magnet, expires_at AS expiresAt, uses_left AS usesLeft
      FROM "grant" WHERE lead_id = ?1`,
  coupons: `SELECT code, submission_id AS submission, magnet, issued_at AS createdAt, valid_from AS validFrom,
      valid_until AS validUntil, redeemed_at AS redeemedAt, shop, amount / 100.0 AS amount, voided_at AS voidedAt,
      replaced_by AS replacedBy
      FROM coupon WHERE lead_id = ?1`,
  mails: `SELECT id, submission_id AS submission, kind, status, created_at AS createdAt, sent_at AS sentAt,
      delivered_at AS deliveredAt, bounce
      FROM message WHERE lead_id = ?1 ORDER BY created_at`,
  sequences: `SELECT sequence, started_at AS startedAt, status, reason, last_step AS lastStep, last_at AS lastAt,
      ended_at AS endedAt
      FROM enrolment WHERE lead_id = ?1 ORDER BY started_at`,
  presses: `SELECT lead_press.mailing, href, first_at AS firstAt FROM lead_press LEFT JOIN mailing_link
        ON mailing_link.mailing = lead_press.mailing AND mailing_link.link = lead_press.link
      WHERE lead_id = ?1 ORDER BY first_at`,
  openings: "SELECT mailing, first_at AS firstAt FROM lead_open WHERE lead_id = ?1 ORDER BY first_at",
  imports: `SELECT provenance, basis, created_at AS createdAt FROM import
      WHERE 'import:' || id IN (SELECT page_url FROM submission WHERE lead_id = ?1) ORDER BY created_at`,
  told: `SELECT webhook, event, status, created_at AS createdAt, sent_at AS sentAt
      FROM webhook_call WHERE lead_id = ?1 ORDER BY created_at`,
  held: `SELECT id, landing, form, answers, consents AS purposes, source, page_url AS pageUrl, at, network,
      agent AS browser, suspicion, held ->> '$.person' AS heldPerson
      FROM submission
      WHERE status = 'quarantined' AND held ->> '$.person.identity' = (SELECT identity FROM lead WHERE id = ?1)`,
};
const parts = [
  "person",
  "submissions",
  "consents",
  "gifts",
  "coupons",
  "mails",
  "sequences",
  "presses",
  "openings",
  "imports",
  "told",
  "held",
] as const;

/** Reads everything that is kept about `lead`. */
export async function readCopy(db: D1Database, lead: string): Promise<Copy> {
  const found = await db.batch<Row>(parts.map((part) => db.prepare(questions[part]).bind(lead)));
  const read = (part: Part) => (found[parts.indexOf(part)]?.results ?? []).map(plain);
  return {
    person: read("person"),
    submissions: read("submissions"),
    consents: read("consents"),
    gifts: read("gifts"),
    coupons: read("coupons"),
    mails: read("mails"),
    sequences: read("sequences"),
    presses: read("presses"),
    openings: read("openings"),
    imports: read("imports"),
    told: read("told"),
    held: read("held"),
  };
}

const lists = new Set(["answers", "purposes", "source", "firstSource", "lastSource", "heldPerson"]);

/** A row with its times in ISO 8601, and what is kept as JSON opened. */
function plain(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, lists.has(key) ? opened(value) : timed(key, value)]),
  );
}

function opened(json: unknown): unknown {
  const value: unknown = typeof json === "string" ? JSON.parse(json) : json;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, timed(key, inner)]));
}

function timed(key: string, value: unknown): unknown {
  const isTime = key === "at" || key.endsWith("At") || key === "validFrom" || key === "validUntil";
  return isTime && typeof value === "number" ? new Date(value).toISOString() : value;
}

/** The copy for another program: every key explained, answers with the questions that they answer. */
export function copyJson(catalog: Catalog, locale: Locale, copy: Copy): string {
  const texts = textsIn(locale);
  const { parts: partNames, keys } = texts.copy;
  const labelled = (rows: Row[]) => rows.map((row) => ({ ...row, questions: labelsOf(catalog, texts, row) }));
  const about = { owner: catalog.site.owner.name, site: catalog.site.url, parts: partNames, keys };
  const body = { about, ...copy, submissions: labelled(copy.submissions), held: labelled(copy.held) };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** The copy as a table, one value a line, in which no cell can compute. */
export function copyCsv(catalog: Catalog, locale: Locale, copy: Copy): string {
  const texts = textsIn(locale);
  const { columns } = texts.copy;
  const separator = locale === "it" ? ";" : ",";
  const head = [columns.part, columns.number, columns.key, columns.meaning, columns.value];
  const lines = parts.flatMap((part) =>
    copy[part].flatMap((row, place) =>
      linesOf(catalog, texts, row).map((line) => [part, String(place + 1), ...line]),
    ),
  );
  // The mark tells Excel that the file is UTF-8.
  return `\ufeff${[head, ...lines].map((cells) => csvRecord(cells, separator)).join("")}`;
}

/** Every value of `row` with its key and what that means: of an answer, the question. */
function linesOf(
  catalog: Catalog,
  texts: BundledTexts,
  row: Row,
): [key: string, meaning: string, value: string][] {
  const labels = labelsOf(catalog, texts, row);
  const meanings = new Map(Object.entries(texts.copy.keys));
  return valuesIn(row).map(([key, inner, value]) => {
    const meaning = meanings.get(key) ?? "";
    if (inner === null) return [key, meaning, value];
    return [`${key}.${inner}`, key === "answers" ? labels[inner] || meaning : meaning, value];
  });
}

/** Every value of `row`, with the key inside of it where it is an object. */
function valuesIn(row: Row): [key: string, inner: string | null, value: string][] {
  return Object.entries(row).flatMap(([key, value]): [string, string | null, string][] =>
    isObject(value)
      ? Object.entries(value).map(([inner, deep]) => [key, inner, said(deep)])
      : [[key, null, said(value)]],
  );
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.join(" | ");
  return value === null || value === undefined ? "" : String(value);
}

/** What the form calls the fields that a submission answers, as far as it still has them. */
function labelsOf({ forms }: Catalog, texts: BundledTexts, row: Row): Record<string, string> {
  const form = typeof row.form === "string" && Object.hasOwn(forms, row.form) ? forms[row.form] : undefined;
  if (form === undefined || !isObject(row.answers)) return {};
  return Object.fromEntries(Object.keys(row.answers).map((name) => [name, labelOf(form, name, texts)]));
}
