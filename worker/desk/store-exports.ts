/** One accepted submission with its lead, as the file of leads needs it. */
export interface ExportRow {
  row: number;
  id: string;
  lead_id: string;
  landing: string;
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

/** Submissions with a row number after `row`, in the order they came. */
export async function listSubmissions(db: D1Database, row: number, limit: number): Promise<ExportRow[]> {
  const found = await db
    .prepare(
      `SELECT s.rowid AS row, s.id, s.lead_id, s.landing, s.answers, s.consents AS ticked, s.source, s.source_label,
              s.page_url, s.at, l.email, l.phone, l.given_name, l.family_name, l.first_source, l.last_source,
              l.confirmed_at,
              l.disposable,
              (SELECT json_group_object(purpose, json_array(state, at, version)) FROM consent_state
                WHERE lead_id = s.lead_id) AS consents,
              c.code AS coupon, c.magnet AS coupon_magnet, c.valid_until AS coupon_until,
              c.redeemed_at AS coupon_redeemed, c.voided_at AS coupon_voided, c.shop AS coupon_shop,
              c.amount AS coupon_amount
         FROM submission s JOIN lead l ON l.id = s.lead_id
         -- A submission gets one coupon at the most.
         LEFT JOIN coupon c ON c.code =
           (SELECT max(coupon_code) FROM "grant" WHERE submission_id = s.id)
        WHERE s.rowid > ?1 AND l.erased_at IS NULL
        ORDER BY s.rowid LIMIT ?2`,
    )
    .bind(row, limit)
    .all<ExportRow>();
  return found.results;
}

/** Names that stored answers, sources and receipts use; a field may be gone from the forms while its answers are kept. */
export async function readUsedNames(
  db: D1Database,
): Promise<{ fields: string[]; sources: string[]; purposes: string[] }> {
  const [fields, sources, purposes] = await db.batch<{ name: string }>([
    db.prepare("SELECT DISTINCT key AS name FROM submission, json_each(answers) WHERE status = 'accepted'"),
    db.prepare("SELECT DISTINCT key AS name FROM submission, json_each(source) WHERE status = 'accepted'"),
    db.prepare("SELECT DISTINCT purpose AS name FROM receipt"),
  ]);
  const names = (found: D1Result<{ name: string }> | undefined) =>
    (found?.results ?? []).map((row) => row.name);
  return {
    fields: names(fields),
    sources: names(sources),
    purposes: names(purposes),
  };
}

/** What became of a wish for the file of leads. */
export type ExportOutcome = "taken" | "wrong-token" | "too-many";

/** Notes that `session` wants the file of leads, and what became of it: 'too-many' when `limit` were taken since `since`. */
export async function noteExport(
  db: D1Database,
  session: string,
  isRight: boolean,
  { now, since, limit }: { now: number; since: number; limit: number },
): Promise<ExportOutcome | null> {
  return db
    .prepare(
      `INSERT INTO export (session, at, outcome)
       SELECT ?1, ?2, CASE
         WHEN ?5 = 0 THEN 'wrong-token'
         WHEN (SELECT count(*) FROM export WHERE at > ?3 AND outcome = 'taken') < ?4 THEN 'taken'
         ELSE 'too-many' END
       RETURNING outcome`,
    )
    .bind(session, now, since, limit, isRight ? 1 : 0)
    .first<ExportOutcome>("outcome");
}

/** The latest wishes for the file of leads. */
export async function listExports(db: D1Database): Promise<{ at: number; outcome: ExportOutcome }[]> {
  const found = await db
    .prepare("SELECT at, outcome FROM export ORDER BY id DESC LIMIT 20")
    .all<{ at: number; outcome: ExportOutcome }>();
  return found.results;
}
