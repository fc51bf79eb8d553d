import type { Cost, CostRow } from "./reading.ts";

/** A cost as the database keeps it. */
export interface KeptCost extends Cost {
  id: string;
  /** Whether it came with a file. */
  imported: 0 | 1;
}

const columns = `id, campaign, day_from AS "from", day_until AS until, amount, currency, source, impressions, clicks,
  fingerprint IS NOT NULL AS imported`;

/** The costs before the one at `before`, latest days first. */
export async function listCosts(
  db: D1Database,
  before: { from: string; id: string },
  limit: number,
): Promise<KeptCost[]> {
  const found = await db
    .prepare(
      `SELECT ${columns} FROM cost WHERE (day_from, id) < (?1, ?2) ORDER BY day_from DESC, id DESC LIMIT ?3`,
    )
    .bind(before.from, before.id, limit)
    .all<KeptCost>();
  return found.results;
}

/** One cost, or null. */
export function readCost(db: D1Database, id: string): Promise<KeptCost | null> {
  return db.prepare(`SELECT ${columns} FROM cost WHERE id = ?1`).bind(id).first<KeptCost>();
}

/** Writes a cost that was typed in; a second press of the button writes no second one. */
export function addCost(
  db: D1Database,
  id: string,
  cost: Cost,
  member: string | null,
  at: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, source, impressions, clicks, member_id, created_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (id) DO NOTHING`,
    )
    .bind(id, ...boundOf(cost), member, at);
}

/** Writes `cost` over the one called `id`. */
export function changeCost(db: D1Database, id: string, cost: Cost): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE cost SET campaign = ?2, day_from = ?3, day_until = ?4, amount = ?5, currency = ?6, source = ?7,
         impressions = ?8, clicks = ?9 WHERE id = ?1`,
    )
    .bind(id, ...boundOf(cost));
}

/** Deletes one cost. */
export function deleteCost(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare("DELETE FROM cost WHERE id = ?1").bind(id);
}

/** How each row of a file stands to what is kept: what it would change, and whether other costs share its days. */
export async function compareCosts(
  db: D1Database,
  rows: readonly CostRow[],
): Promise<Map<string, { amount: number | null; overlaps: 0 | 1 }>> {
  const told = rows.flatMap(({ fingerprint, cost }) => (cost === null ? [] : [{ ...cost, fingerprint }]));
  const found = await db
    .prepare(
      `WITH told AS MATERIALIZED (SELECT value ->> 'fingerprint' AS fingerprint, value ->> 'campaign' AS campaign,
           value ->> 'source' AS source, value ->> 'from' AS first, value ->> 'until' AS last FROM json_each(?1))
       SELECT told.fingerprint, (SELECT amount FROM cost WHERE cost.fingerprint = told.fingerprint) AS amount,
         EXISTS (SELECT 1 FROM cost WHERE cost.campaign = told.campaign AND cost.day_from <= told.last
           AND cost.day_until >= told.first AND (cost.source IS NULL OR told.source IS NULL OR cost.source = told.source)
           AND (cost.fingerprint IS NULL OR cost.fingerprint NOT IN (SELECT fingerprint FROM told))) AS overlaps
         FROM told`,
    )
    .bind(JSON.stringify(told))
    .all<{ fingerprint: string; amount: number | null; overlaps: 0 | 1 }>();
  return new Map(found.results.map(({ fingerprint, ...row }) => [fingerprint, row]));
}

/** Writes the costs of a file; a row that came before is written over, so that a file may come as often as it likes. */
export function importCosts(
  db: D1Database,
  costs: readonly (Cost & { id: string; fingerprint: string })[],
  member: string | null,
  at: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, source, impressions, clicks, fingerprint,
         member_id, created_at)
       SELECT value ->> 'id', value ->> 'campaign', value ->> 'from', value ->> 'until', value ->> 'amount',
         value ->> 'currency', value ->> 'source', value ->> 'impressions', value ->> 'clicks', value ->> 'fingerprint',
         ?2, ?3 FROM json_each(?1) WHERE true
       ON CONFLICT (fingerprint) DO UPDATE SET campaign = excluded.campaign, amount = excluded.amount,
         impressions = excluded.impressions, clicks = excluded.clicks`,
    )
    .bind(JSON.stringify(costs), member, at);
}

function boundOf({ campaign, from, until, amount, currency, source, impressions, clicks }: Cost) {
  return [campaign, from, until, amount, currency, source, impressions, clicks];
}
