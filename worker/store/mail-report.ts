/** What became of the mails to people that left in one hour. */
export interface ReportRow {
  /** Hours since 1970, UTC. */
  hour: number;
  sent: number;
  delivered: number;
  hard: number;
  soft: number;
  complained: number;
}

/** A mail that came back, or that somebody complained of. */
export interface BouncedRow {
  id: string;
  kind: string;
  to: string | null;
  leadId: string | null;
  bounce: "hard" | "soft" | "complaint";
  bouncedAt: number;
  reason: string | null;
}

const kinds =
  "kind IN ('delivery', 'reminder', 'confirmation', 'copy', 'erasure', 'sequence', 'campaign') AND hour >= ?1";

/** The hours since `from` (in milliseconds) in which mails to people left, by the counts that are kept of them. */
export async function readReport(db: D1Database, from: number): Promise<ReportRow[]> {
  const found = await db
    .prepare(
      `SELECT hour, sum(sent) AS sent, sum(delivered) AS delivered, sum(hard) AS hard, sum(soft) AS soft,
         sum(complained) AS complained
         FROM mail_report WHERE ${kinds} GROUP BY hour ORDER BY hour`,
    )
    .bind(Math.floor(from / 3_600_000))
    .all<ReportRow>();
  return found.results;
}

/** The mails that came back or were complained of, the latest first. */
export async function listBounced(db: D1Database, limit: number): Promise<BouncedRow[]> {
  const found = await db
    .prepare(
      `SELECT message.id, kind, lead.email AS "to", message.lead_id AS leadId, bounce, bounced_at AS bouncedAt,
         coalesce(reason, failure) AS reason
         FROM message LEFT JOIN lead ON lead.id = message.lead_id
        WHERE bounce IS NOT NULL AND kind NOT IN ('notice', 'alarm') ORDER BY bounced_at DESC LIMIT ?1`,
    )
    .bind(limit)
    .all<BouncedRow>();
  return found.results;
}
