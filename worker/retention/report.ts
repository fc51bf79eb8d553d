import type { Catalog } from "../../content/schema/catalog.ts";
import { type Kind, oldSuspects, silentLeads, simpleKinds, unconfirmedLeads } from "./due.ts";

/** What one clean-up deleted of one kind. */
export interface PurgeRow {
  day: string;
  kind: string;
  n: number;
}

/** The last clean-ups, the latest first. */
export async function listPurges(db: D1Database): Promise<PurgeRow[]> {
  const { results } = await db
    .prepare("SELECT day, kind, n FROM purge ORDER BY day DESC, n DESC LIMIT 60")
    .all<PurgeRow>();
  return results;
}

/** How much of each kind a clean-up would delete at `now`, by the conditions that it deletes by; nothing is changed. */
export async function countDue(db: D1Database, catalog: Catalog, now: number): Promise<Map<Kind, number>> {
  const questions = [
    { kind: "unconfirmed", table: "lead", ...unconfirmedLeads(catalog, now) },
    { kind: "leads", table: "lead", ...silentLeads(catalog, now) },
    { kind: "quarantined", table: "submission", ...oldSuspects(now) },
    ...simpleKinds(catalog, now),
  ] as const;
  const counts = await db.batch<{ n: number }>(
    questions.map(({ table, sql, values }) =>
      db.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${sql}`).bind("", 0, ...values),
    ),
  );
  const due = new Map<Kind, number>();
  for (const [place, { kind }] of questions.entries())
    due.set(kind, (due.get(kind) ?? 0) + (counts[place]?.results[0]?.n ?? 0));
  return due;
}

/** How many leads stand where on one purpose. */
export interface ConsentCount {
  purpose: string;
  given: number;
  confirmed: number;
  withdrawn: number;
}

/**
 * How many leads stand where on each purpose, and how many inboxes are not written to.
 *
 * It says what the view `consent_state` says, lead by lead, in less than half of the time: the page reads all of them.
 */
export async function countConsents(
  db: D1Database,
): Promise<{ consents: ConsentCount[]; suppressed: { reason: string; n: number }[] }> {
  const [consents, suppressed] = await Promise.all([
    db
      .prepare(
        `WITH last AS (
           SELECT purpose, max(id) AS latest, max(iif(granted = 0, id, 0)) AS withdrawal,
             max(iif(granted = 1 AND channel IN ('confirm', 'preferences'), id, 0)) AS proof
             FROM receipt
            WHERE lead_id NOT IN (SELECT id FROM lead WHERE erased_at IS NOT NULL)
            GROUP BY lead_id, purpose
         )
         SELECT purpose,
           sum(latest > withdrawal AND proof <= withdrawal) AS given,
           sum(latest > withdrawal AND proof > withdrawal) AS confirmed,
           sum(latest = withdrawal) AS withdrawn
           FROM last GROUP BY purpose ORDER BY purpose`,
      )
      .all<ConsentCount>(),
    countSuppressed(db),
  ]);
  return { consents: consents.results, suppressed };
}

/** How many inboxes are not written to, and why. */
export async function countSuppressed(db: D1Database): Promise<{ reason: string; n: number }[]> {
  const { results } = await db
    .prepare("SELECT reason, count(*) AS n FROM suppression GROUP BY reason ORDER BY n DESC")
    .all<{ reason: string; n: number }>();
  return results;
}
