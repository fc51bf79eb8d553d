/** What the owner must know of, until it is over. */
export interface Alarm {
  /** What it is, and after a colon what of: `landing-paused:guida`. */
  name: string;
  since: number;
  /** When it was last told by mail. */
  toldAt: number | null;
  /** For people: a provider's answer, a landing's name. */
  detail: string;
}

/** Raises an alarm, or brings what it says up to date; it counts from when it was raised first. */
export function raiseAlarm(db: D1Database, name: string, now: number, detail: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO alarm (name, since, detail) VALUES (?1, ?2, ?3)
       ON CONFLICT (name) DO UPDATE SET detail = excluded.detail`,
    )
    .bind(name, now, detail);
}

/** Ends an alarm; a mail about it that has not left is no longer true. */
export function clearAlarm(db: D1Database, name: string): D1PreparedStatement[] {
  return [
    db.prepare("DELETE FROM alarm WHERE name = ?1").bind(name),
    db
      .prepare(
        `DELETE FROM message
          WHERE status IN ('queued', 'leased') AND lease IS NULL AND kind = 'alarm' AND about ->> 'name' = ?1`,
      )
      .bind(name),
  ];
}

/** The alarms that are on, the oldest first. */
export async function listAlarms(db: D1Database): Promise<Alarm[]> {
  const found = await db
    .prepare("SELECT name, since, told_at AS toldAt, detail FROM alarm ORDER BY since, name")
    .all<Alarm>();
  return found.results;
}

/** Queues a mail to `recipient` about the alarm, unless another has since `before`. */
export function tellAlarm(
  db: D1Database,
  { name }: Alarm,
  { id, recipient, now, before }: { id: string; recipient: string; now: number; before: number },
): D1PreparedStatement[] {
  const untold = "name = ?1 AND (told_at IS NULL OR told_at <= ?2)";
  return [
    db
      .prepare(
        `INSERT INTO message (id, kind, recipient, about, first_at, next_at, created_at)
         SELECT ?3, 'alarm', ?4, json_object('name', name, 'detail', detail, 'since', since), ?5, ?5, ?5
           FROM alarm WHERE ${untold}`,
      )
      .bind(name, before, id, recipient, now),
    db.prepare(`UPDATE alarm SET told_at = ?3 WHERE ${untold}`).bind(name, before, now),
  ];
}
