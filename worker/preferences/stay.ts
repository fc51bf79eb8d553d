import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import type { Holder } from "./holder.ts";

/**
 * Takes down that the person wants mails to go on: a sign of life. What they had agreed to stands, so no receipt is
 * written; an inbox that was let go for its silence is written to again, and no other.
 */
export async function stay(
  { db, now }: Pick<Deps, "db" | "now">,
  { leadId }: Pick<Holder, "leadId">,
  inbox: string | null,
): Promise<void> {
  if (leadId === null || inbox === null) return;
  const at = now();
  await withRetries(() =>
    db.batch([
      db
        .prepare(
          `UPDATE lead SET seen_at = max(seen_at, ?2)
            WHERE erased_at IS NULL AND id IN (
              SELECT ?1 UNION ALL SELECT merged_into FROM lead AS part WHERE part.id = ?1 AND part.merged_into IS NOT NULL)`,
        )
        .bind(leadId, at),
      db
        .prepare(
          `UPDATE renewal SET outcome = 'yes', ended_at = ?2
            WHERE lead_id = ?1 AND (outcome IS NULL OR outcome = 'silent')`,
        )
        .bind(leadId, at),
      db
        .prepare("DELETE FROM suppression WHERE inbox = ?1 AND reason = 'unsubscribed' AND silent = 1")
        .bind(inbox),
    ]),
  );
}
