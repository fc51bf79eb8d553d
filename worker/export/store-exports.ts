import type { LeadStatus } from "./meta-layout.ts";

/** One accepted submission with its lead, as the file of leads needs it. */
export interface ExportRow {
  row: number;
  id: string;
  lead_id: string;
  /** What Meta calls it, where it came from there. */
  foreign_id: string | null;
  landing: string;
  form: string;
  status: LeadStatus;
  answers: string;
  ticked: string;
  source: string;
  source_label: string;
  page_url: string;
  at: number;
  email: string | null;
  phone: string | null;
  given_name: string | null;
  family_name: string | null;
  first_source: string;
  last_source: string;
  confirmed_at: number | null;
  /** Whether the address belongs to a service of throw-away addresses. */
  disposable: 0 | 1 | null;
  /** The coupon that this submission got, where it got one; of several that took each other's place the last. */
  coupon: string | null;
  coupon_magnet: string | null;
  coupon_until: number | null;
  coupon_redeemed: number | null;
  coupon_voided: number | null;
  coupon_shop: string | null;
  coupon_amount: number | null;
  /** For each purpose where it stands, since when and on which wording, as JSON: `{"marketing": ["confirmed", 1790000000000, 2]}`. */
  consents: string;
}

/** Whose rows are wanted: a condition on `lead`, whose bound values begin with `?10`. */
export interface Whom {
  sql: string;
  values: readonly (string | number | null)[];
  /** Which part of a long file, counted from 1; without it the whole. */
  part?: number;
}

/** The number of the first value that a condition of `Whom` binds. */
export const firstOfWhom = 10;

/** Whoever there is. */
export const everybody: Whom = { sql: "1", values: [] };

/** The values of a statement and after them those of `whom`, which begin at `?10`. */
export function valuesWith(whom: Whom, ...values: (string | number | null)[]): (string | number | null)[] {
  return whom.values.length === 0
    ? values
    : [...values, ...Array(firstOfWhom - 1 - values.length).fill(null), ...whom.values];
}

/** Submissions with a row number after `row`, in the order they came; of one form alone, where it is named. */
export async function listSubmissions(
  db: D1Database,
  whom: Whom,
  row: number,
  limit: number,
  form: string | null = null,
): Promise<ExportRow[]> {
  const found = await db
    .prepare(
      `SELECT s.rowid AS row, s.id, coalesce(lead.merged_into, s.lead_id) AS lead_id, s.landing, s.form, s.answers,
              s.consents AS ticked, s.source, s.source_label, s.page_url, s.at, lead.email, lead.phone,
              lead.given_name, lead.family_name, lead.first_source, lead.last_source, lead.confirmed_at, lead.status,
              lead.disposable,
              (SELECT json_group_object(purpose, json_array(state, at, version)) FROM consent_state
                WHERE lead_id = s.lead_id) AS consents,
              (SELECT min(substr(id, 8)) FROM foreign_id WHERE submission_id = s.id AND id GLOB 'meta:l:*') AS foreign_id,
              c.code AS coupon, c.magnet AS coupon_magnet, c.valid_until AS coupon_until,
              c.redeemed_at AS coupon_redeemed, c.voided_at AS coupon_voided, c.shop AS coupon_shop,
              c.amount AS coupon_amount
         FROM submission s JOIN lead ON lead.id = s.lead_id
         -- A submission gets one coupon at the most.
         LEFT JOIN coupon c ON c.code =
           (SELECT max(coupon_code) FROM "grant" WHERE submission_id = s.id)
        WHERE s.rowid > ?1 AND lead.erased_at IS NULL AND (?3 IS NULL OR s.form = ?3) AND (${whom.sql})
        ORDER BY s.rowid LIMIT ?2`,
    )
    .bind(...valuesWith(whom, row, limit, form))
    .all<ExportRow>();
  return found.results;
}

/** Names in use beyond the catalog's (a field may be gone from the forms while its answers are kept), and how many rows there are at most. */
export interface UsedNames {
  fields: string[];
  sources: string[];
  purposes: string[];
  submissions: number;
  leads: number;
}

/** What stored answers, sources and receipts are called; of one form alone, where it is named. */
export async function readUsedNames(db: D1Database, form: string | null = null): Promise<UsedNames> {
  const [names, counts] = await Promise.all([
    db.batch<{ name: string }>([
      db
        .prepare(
          "SELECT DISTINCT key AS name FROM submission, json_each(answers) WHERE status = 'accepted' AND (?1 IS NULL OR form = ?1)",
        )
        .bind(form),
      db.prepare(
        "SELECT DISTINCT key AS name FROM submission, json_each(source) WHERE status = 'accepted' AND key <> 'created'",
      ),
      db.prepare("SELECT DISTINCT purpose AS name FROM receipt"),
    ]),
    db
      .prepare(
        "SELECT coalesce((SELECT max(rowid) FROM submission), 0) AS submissions, coalesce((SELECT max(rowid) FROM lead), 0) AS leads",
      )
      .first<Pick<UsedNames, "submissions" | "leads">>(),
  ]);
  const [fields = [], sources = [], purposes = []] = names.map(({ results }) =>
    results.map(({ name }) => name),
  );
  return { fields, sources, purposes, submissions: counts?.submissions ?? 0, leads: counts?.leads ?? 0 };
}

/** How many rows the longest file may have. */
export async function countLongest(db: D1Database): Promise<number> {
  const last = await db
    .prepare(
      "SELECT max(coalesce((SELECT max(rowid) FROM submission), 0), coalesce((SELECT max(id) FROM receipt), 0)) AS last",
    )
    .first<number>("last");
  return last ?? 0;
}

/** What became of a wish for the file of leads. */
export type ExportOutcome = "taken" | "wrong-token" | "too-many";

/** Notes that `session` wants a file, and what became of it: 'too-many' when `limit` were taken since `since`. */
export async function noteExport(
  db: D1Database,
  session: string,
  isRight: boolean,
  { now, since, limit }: { now: number; since: number; limit: number },
  noted: D1PreparedStatement,
): Promise<ExportOutcome> {
  const [asked] = await db.batch<{ outcome: ExportOutcome }>([
    db
      .prepare(
        `INSERT INTO export (session, at, outcome)
         SELECT ?1, ?2, CASE
           WHEN ?5 = 0 THEN 'wrong-token'
           WHEN (SELECT count(*) FROM export WHERE at > ?3 AND outcome = 'taken') < ?4 THEN 'taken'
           ELSE 'too-many' END
         RETURNING outcome`,
      )
      .bind(session, now, since, limit, isRight ? 1 : 0),
    noted,
  ]);
  return asked?.results[0]?.outcome ?? "wrong-token";
}

/** The latest wishes for a file. */
export async function listExports(db: D1Database): Promise<{ at: number; outcome: ExportOutcome }[]> {
  const found = await db
    .prepare("SELECT at, outcome FROM export ORDER BY id DESC LIMIT 20")
    .all<{ at: number; outcome: ExportOutcome }>();
  return found.results;
}

/** The number of the last receipt: there are no more than that. */
export async function countReceipts(db: D1Database): Promise<number> {
  const last = await db.prepare("SELECT coalesce(max(id), 0) AS last FROM receipt").first<number>("last");
  return last ?? 0;
}
