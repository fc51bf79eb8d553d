import { triedLinks } from "../clicks/links.ts";
import type { Deps } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { bodyAt } from "../mail/own-mail.ts";
import { readerOf } from "../mail/reader.ts";
import type { WrittenLetter } from "../mail/write-letter.tsx";
import { withRetries } from "../store/retry.ts";
import type { Mailing } from "./mailing.ts";
import { reasonFor } from "./reason.ts";
import { type ToldRow, toldColumns, toldIn } from "./told.ts";
import { writeMailing } from "./write-mailing.tsx";

/**
 * `mailing` as the lead would get it, for whoever is to look at it: nothing of it counts, and its page of preferences
 * is nobody's. Null where its words cannot be read, or the lead is gone.
 */
export async function triedMailing(
  deps: Deps,
  mailing: Mailing,
  { leadId, variant }: { leadId: string; variant: number },
): Promise<(WrittenLetter & { preheader: string | null }) | null> {
  const { db, catalog, publicUrl, tokenSecret } = deps;
  const body = await bodyAt(deps, mailing.asset);
  const lead = await withRetries(() =>
    db
      .prepare("SELECT email FROM lead WHERE id = ?1 AND erased_at IS NULL")
      .bind(leadId)
      .first<{ email: string | null }>(),
  );
  if (body === null || lead === null) return null;
  const inbox = lead.email === null ? "" : await inboxOf(tokenSecret, lead.email);
  const row = await withRetries(() =>
    db
      .prepare(`SELECT ${toldColumns({ purpose: "?2", inbox: "?3" })} FROM lead WHERE lead.id = ?1`)
      .bind(leadId, mailing.purpose, inbox)
      .first<ToldRow>(),
  );
  if (row === null) return null;
  const told = toldIn(row);
  return writeMailing({
    ...{ catalog, publicUrl, mailing, body, variant },
    reader: readerOf(mailing.fields, told.answers),
    links: triedLinks(deps, mailing.path, mailing.links),
    reason: reasonFor(deps, mailing, told),
    preferences: `${publicUrl}/u/`,
  });
}
