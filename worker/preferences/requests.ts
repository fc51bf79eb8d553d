import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { hashOfToken, newId, tokenFor } from "../tokens.ts";
import type { Holder } from "./holder.ts";

/** How long the link works that hands out a copy or erases, in milliseconds. */
export const requestLasts = 86_400_000;

const spacing = 600_000;

/**
 * Queues the mail whose link hands out a copy of the person's data, or erases it; its id, whether or not a cap keeps it.
 *
 * A link in a mail that was forwarded opens the preferences alone: what tells or ends everything goes to the address
 * itself. `also` is done in the same transaction. At most one of each kind in ten minutes, and as many a day as a proved inbox may get of all.
 */
export async function requestByMail(
  deps: Deps,
  kind: "copy" | "erasure",
  { leadId, submissionId }: Pick<Holder, "leadId" | "submissionId">,
  inbox: string,
  also: (message: string, at: number) => readonly D1PreparedStatement[] = () => [],
): Promise<string> {
  const { db, random, now, tokenSecret, catalog } = deps;
  const id = newId(random);
  const at = now();
  const hash = await hashOfToken(await tokenFor(tokenSecret, kind, id));
  await withRetries(() =>
    db.batch([
      db
        .prepare(
          `INSERT INTO message (id, kind, lead_id, submission_id, inbox, first_at, next_at, created_at)
           SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6
            WHERE NOT EXISTS (
                SELECT 1 FROM message WHERE inbox = ?5 AND kind = ?2 AND first_at > ?6 - ${spacing})
              AND (SELECT count(*) FROM message
                    WHERE inbox = ?5 AND first_at > ?6 - 86400000 AND status <> 'withheld') < ?7
              AND NOT EXISTS (
                SELECT 1 FROM suppression WHERE inbox = ?5 AND reason IN ('bounce', 'complaint', 'owner'))`,
        )
        .bind(id, kind, leadId, submissionId, inbox, at, catalog.site.limits.inbox.proved),
      db
        .prepare(
          `INSERT INTO token (hash, purpose, subject_id, expires_at)
           SELECT ?2, kind, id, ?3 FROM message WHERE id = ?1`,
        )
        .bind(id, hash, at + requestLasts),
      ...also(id, at),
    ]),
  );
  return id;
}
