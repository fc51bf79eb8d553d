import { triedLinks } from "../clicks/links.ts";
import type { Deps } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { bodyAt } from "../mail/own-mail.ts";
import { nobody, type Reader, readerOf } from "../mail/reader.ts";
import type { WrittenLetter } from "../mail/write-letter.tsx";
import { withRetries } from "../store/retry.ts";
import type { Mailing } from "./mailing.ts";
import { reasonFor } from "./reason.ts";
import { type ToldRow, toldColumns, toldIn } from "./told.ts";
import { writeMailing } from "./write-mailing.tsx";

/** For whom a mail is tried: a lead, or somebody of whom nothing is known, with what stands where the reason will. */
export type TriedFor = { leadId: string } | { reason: string };

/**
 * `mailing` as its reader would get it, for whoever is to look at it: nothing of it counts, and its page of preferences
 * is nobody's. Null where its words cannot be read, or the lead is gone.
 */
export async function triedMailing(
  deps: Deps,
  mailing: Mailing,
  { to, variant }: { to: TriedFor; variant: number },
): Promise<(WrittenLetter & { preheader: string | null }) | null> {
  const { catalog, publicUrl } = deps;
  const body = await bodyAt(deps, mailing.asset);
  const told = "reason" in to ? { ...to, reader: nobody } : await tellOf(deps, mailing, to.leadId);
  if (body === null || told === null) return null;
  return writeMailing({
    ...{ catalog, publicUrl, mailing, body, variant, ...told },
    links: triedLinks(deps, mailing.path, mailing.links),
    preferences: `${publicUrl}/u/`,
  });
}

/** What the lead answered, and why the mail comes to it; null where it is gone. */
async function tellOf(
  deps: Deps,
  mailing: Mailing,
  leadId: string,
): Promise<{ reader: Reader; reason: string } | null> {
  const { db, tokenSecret } = deps;
  const lead = await withRetries(() =>
    db
      .prepare("SELECT email FROM lead WHERE id = ?1 AND erased_at IS NULL")
      .bind(leadId)
      .first<{ email: string | null }>(),
  );
  if (lead === null) return null;
  const inbox = lead.email === null ? "" : await inboxOf(tokenSecret, lead.email);
  const row = await withRetries(() =>
    db
      .prepare(`SELECT ${toldColumns({ purpose: "?2", inbox: "?3" })} FROM lead WHERE lead.id = ?1`)
      .bind(leadId, mailing.purpose, inbox)
      .first<ToldRow>(),
  );
  if (row === null) return null;
  const told = toldIn(row);
  return { reader: readerOf(mailing.fields, told.answers), reason: reasonFor(deps, mailing, told) };
}
