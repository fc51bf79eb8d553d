import type { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { type EvidenceRows, evidenceQueries } from "../../content/schema/evidence.ts";
import { receiptSchema } from "../../content/schema/ledger.ts";

const text = z.string();
const words = text.nullable();
const time = z.number();
const perhaps = time.nullable();

// Held against the contract's types by the compiler: what the database answers is not known to it.
const rowsSchema = z.object({
  lead: z.array(
    z.object({
      ...{ id: text, email: words, phone: words, given_name: words, family_name: words },
      ...{ created_at: time, confirmed_at: perhaps, erased_at: perhaps },
    }),
  ),
  receipts: z.array(receiptSchema.extend({ link: words, before: words })),
  states: z.array(z.object({ purpose: text, state: z.enum(["given", "confirmed", "withdrawn"]), at: time })),
  submissions: z.array(
    z.object({
      ...{ id: text, landing: text, form: text, build: text, at: time, confirmed_at: perhaps },
      ...{ page_url: text, network: words, agent: words },
    }),
  ),
  mails: z.array(
    z.object({
      ...{ id: text, kind: text, submission_id: words, status: text, created_at: time, sent_at: perhaps },
      ...{ provider: words, provider_id: words, delivered_at: perhaps, bounce: words, bounced_at: perhaps },
    }),
  ),
  pages: z.array(z.object({ build: text, landing: text, hash: text, at: time })),
  chain: z.array(z.object({ receipts: time, sealed: time, head: words })),
}) satisfies z.ZodType<EvidenceRows>;

/** Everything that the proof of one lead's consents is made of. */
export function readRows(db: DatabaseSync, lead: string): EvidenceRows {
  const asked = Object.entries(evidenceQueries).map(([name, query]) => [name, db.prepare(query).all(lead)]);
  return rowsSchema.parse(Object.fromEntries(asked));
}

/** The ids of the leads that `wanted` means: an id, a number, or an e-mail address as it is written or as it is known. */
export function findLeads(db: DatabaseSync, wanted: string): string[] {
  const rows = db
    .prepare(
      `SELECT id FROM lead
        WHERE id = ?1 OR lower(email) = lower(?1) OR identity = 'email:' || lower(?1) OR identity = 'tel:' || ?1
        ORDER BY created_at`,
    )
    .all(wanted.trim());
  return rows.map(({ id }) => String(id));
}
