import { mailingOf } from "./campaign.ts";
import type { Slice } from "./slices.ts";
import { type CampaignRow, widest } from "./store-campaign.ts";

/** A mail that is kept for another day. */
export interface Kept {
  id: string;
  leadId: string;
  /** '' is the site's own. */
  zone: string;
  /** When its reader was tried first. */
  createdAt: number;
}

// All of a campaign, out of the mails that were kept back since it began: no more than this many at once are in memory.
const most = 1000;
const keptOf = `FROM message INDEXED BY message_dead
  WHERE message.status IN ('dead', 'withheld') AND message.status = 'withheld' AND message.failure = 'capped'
    AND message.created_at >= ?2 AND message.mailing = ?1`;

function begunAfter({ startsAt }: Pick<CampaignRow, "startsAt">): number {
  return startsAt - widest;
}

/** Mails of a campaign that are to be tried again by now. */
export async function listCapped(
  db: D1Database,
  row: Pick<CampaignRow, "name" | "startsAt">,
  at: number,
): Promise<Kept[]> {
  const found = await db
    .prepare(
      `SELECT id, kept.lead_id AS leadId, coalesce(zone, '') AS zone, created_at AS createdAt
         FROM (SELECT id, lead_id, created_at, next_at ${keptOf} AND message.next_at <= ?3) AS kept
         LEFT JOIN lead_zone ON lead_zone.lead_id = kept.lead_id
        ORDER BY next_at, id LIMIT ${most}`,
    )
    .bind(mailingOf(row.name), begunAfter(row), at)
    .all<Kept>();
  return found.results;
}

/** The first day, as a moment, on which some mail of the campaign is tried again; null where none is kept. */
export function findCapped(
  db: D1Database,
  row: Pick<CampaignRow, "name" | "startsAt">,
): Promise<number | null> {
  return db
    .prepare(`SELECT min(message.next_at) AS at ${keptOf}`)
    .bind(mailingOf(row.name), begunAfter(row))
    .first<number>("at");
}

/** Writes down what became of those that were tried again and cannot leave today: they wait, or are left out for ever. */
export function settleCapped(
  db: D1Database,
  { later, over, gone }: Slice["tried"],
  until: number,
): D1PreparedStatement[] {
  const those = (act: string, ids: readonly string[], ...values: number[]) =>
    ids.length === 0
      ? []
      : [
          db
            .prepare(`${act} AND id IN (SELECT value FROM json_each(?1))`)
            .bind(JSON.stringify(ids), ...values),
        ];
  const kept = "WHERE status = 'withheld' AND failure = 'capped'";
  return [
    ...those(`UPDATE message SET next_at = ?2 ${kept}`, later, until),
    ...those(`UPDATE message SET failure = 'cap' ${kept}`, over),
    ...those(`DELETE FROM message ${kept}`, gone),
  ];
}
