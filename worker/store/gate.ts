import { isHeld } from "./complaints.ts";

/** Whether mails may leave. */
export interface Gate {
  /** How many have left on the day asked about. */
  sent: number;
  /** Whether the provider has said that no mail can leave until a person acts. */
  stopped: boolean;
  /** Whether mails that nobody asked for must stay. */
  held: boolean;
}

/** How the way out stands on `day`. */
export async function readGate(db: D1Database, day: string): Promise<Gate> {
  const row = await db
    .prepare(
      `SELECT coalesce((SELECT n FROM mail_count WHERE day = ?1), 0) AS sent,
         EXISTS (SELECT 1 FROM alarm WHERE name = 'mailer-stopped') AS stopped, ${isHeld} AS held`,
    )
    .bind(day)
    .first<{ sent: number; stopped: 0 | 1; held: 0 | 1 }>();
  if (row === null) throw new Error("A SELECT without FROM has one row.");
  return { sent: row.sent, stopped: row.stopped === 1, held: row.held === 1 };
}

/** Whether it is this sender's to try if mails leave again: once each `span` milliseconds, one of all that ask. */
export async function claimProbe(db: D1Database, day: string, now: number, span: number): Promise<boolean> {
  const claimed = await db
    .prepare(
      `INSERT INTO job (name, day, ran_at) VALUES ('mailer-probe', ?1, ?2)
       ON CONFLICT (name) DO UPDATE SET day = excluded.day, ran_at = excluded.ran_at WHERE ran_at <= ?2 - ?3
       RETURNING name`,
    )
    .bind(day, now, span)
    .first("name");
  return claimed !== null;
}
