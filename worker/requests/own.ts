import type { Deps } from "../env.ts";
import { newId } from "../tokens.ts";
import { dueAt } from "./due.ts";

/**
 * Enters what a person asked for on their own page, where the mail `message` was queued that answers it: a copy is sent
 * by that mail, and done with; an erasure stays open until the mail's button was pressed.
 */
export function noteAsked(
  { db, random, catalog }: Deps,
  kind: "access" | "erasure",
  lead: string,
  message: string,
  at: number,
): D1PreparedStatement {
  const done = kind === "access";
  return db
    .prepare(
      `INSERT INTO request (id, kind, lead_id, channel, received_at, due_at, done_at, outcome)
       SELECT ?1, ?2, ?3, 'page', ?4, ?5, ?6, ?7 FROM message
        WHERE id = ?8 AND NOT EXISTS (
          SELECT 1 FROM request WHERE lead_id = ?3 AND kind = ?2 AND done_at IS NULL AND ?6 IS NULL)`,
    )
    .bind(
      newId(random),
      kind,
      lead,
      at,
      dueAt(at, catalog.site.timeZone),
      done ? at : null,
      done ? "done" : null,
      message,
    );
}

/** Notes that `lead` was erased at `now` as the person wished: their open requests for it are done, and there is one at least. */
export function notingErased(
  { db, random, catalog }: Deps,
  lead: string,
  now: number,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE request SET done_at = ?2, outcome = 'done'
          WHERE lead_id = ?1 AND kind = 'erasure' AND done_at IS NULL
            AND EXISTS (SELECT 1 FROM lead WHERE id = ?1 AND erased_at = ?2)`,
      )
      .bind(lead, now),
    db
      .prepare(
        `INSERT INTO request (id, kind, lead_id, channel, received_at, due_at, done_at, outcome)
         SELECT ?3, 'erasure', ?1, 'page', ?2, ?4, ?2, 'done' FROM lead
          WHERE id = ?1 AND erased_at = ?2
            AND NOT EXISTS (SELECT 1 FROM request WHERE lead_id = ?1 AND kind = 'erasure' AND done_at = ?2)`,
      )
      .bind(lead, now, newId(random), dueAt(now, catalog.site.timeZone)),
  ];
}
