import type { Spot } from "./find.ts";

/** Whose copies bear a code, and of what. */
export interface Stamped {
  spots: Spot[];
  magnets: string[];
}

/** The leads whose grants begin with `id`, as a stamped copy names them, and what they were given. */
export async function listStamped(db: D1Database, id: string): Promise<Stamped> {
  const grants = `SELECT lead_id, magnet FROM "grant" WHERE id >= ?1 AND id < ?1 || '~'`;
  const [leads, magnets] = await db.batch<Spot & { magnet: string }>([
    db
      .prepare(
        `SELECT DISTINCT shown.rowid AS row, shown.seen_at AS key
           FROM lead JOIN lead AS shown ON shown.id = coalesce(lead.merged_into, lead.id)
          WHERE lead.erased_at IS NULL AND lead.id IN (SELECT lead_id FROM (${grants})) LIMIT 20`,
      )
      .bind(id),
    db.prepare(`SELECT DISTINCT magnet FROM (${grants}) LIMIT 20`).bind(id),
  ]);
  return {
    spots: (leads?.results ?? []).map(({ row, key }) => ({ row, key })),
    magnets: (magnets?.results ?? []).map(({ magnet }) => magnet),
  };
}
