import type { Deps } from "../env.ts";
import { canonicalEmail } from "../identity.ts";
import { inboxOf } from "../inbox.ts";
import { unconfirming } from "./unconfirm.ts";

/** What a lead is called and reached by. */
export interface Contact {
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  phone: string | null;
}

const names = ["given_name", "family_name", "email", "phone"] as const;

/** The names of what differs between the two. */
export function changedIn(before: Contact, after: Contact): (typeof names)[number][] {
  return names.filter((name) => before[name] !== after[name]);
}

/** The one name of whoever is reached so. */
function identityOf({ email, phone }: Contact): string | null {
  return email === null ? phone && `tel:${phone}` : `email:${canonicalEmail(email)}`;
}

/**
 * Corrects what `lead` is called and reached by.
 *
 * Whoever reads a new address has proved nothing yet. It starts unconfirmed; the consents that stood are ended and given
 * anew from the desk, so that they wait for a confirmation from there; links that went to the old inbox open nothing any
 * more, mails that wait for it stay; and what must not be sent to the old one is not sent to the new one.
 */
export async function rectifying(
  { db, now, tokenSecret }: Deps,
  lead: string,
  before: Contact,
  after: Contact,
): Promise<D1PreparedStatement[]> {
  const at = now();
  const write = db
    .prepare(
      `UPDATE lead SET given_name = ?2, family_name = ?3, email = ?4, phone = ?5, identity = ?6
        WHERE id = ?1 AND erased_at IS NULL`,
    )
    .bind(lead, after.given_name, after.family_name, after.email, after.phone, identityOf(after));
  if (before.email === after.email) return [write];
  const inbox = (email: string | null) => (email === null ? null : inboxOf(tokenSecret, email));
  const [from, to] = await Promise.all([inbox(before.email), inbox(after.email)]);
  return [
    write,
    db.prepare("UPDATE lead SET confirmed_at = NULL, disposable = NULL WHERE id = ?1").bind(lead),
    ...unconfirming(db, lead, at),
    db
      .prepare(
        `DELETE FROM token WHERE subject_id IN (
           SELECT id FROM submission WHERE lead_id = ?1
           UNION ALL SELECT "grant".id FROM submission JOIN "grant" ON "grant".submission_id = submission.id
            WHERE submission.lead_id = ?1
           UNION ALL SELECT id FROM message WHERE lead_id = ?1)`,
      )
      .bind(lead),
    db
      .prepare(
        `UPDATE message SET status = 'withheld', failure = 'no address', lease = NULL
          WHERE lead_id = ?1 AND kind <> 'notice' AND status IN ('queued', 'leased')`,
      )
      .bind(lead),
    db
      .prepare(
        `INSERT INTO suppression (inbox, reason, at)
         SELECT ?2, reason, ?3 FROM suppression WHERE inbox = ?1 AND ?2 IS NOT NULL AND reason <> 'bounce'
         ON CONFLICT (inbox) DO NOTHING`,
      )
      .bind(from, to, at),
  ];
}
