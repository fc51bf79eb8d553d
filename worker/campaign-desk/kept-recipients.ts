import { type Approved, hashOf } from "../campaigns/campaign.ts";
import { countRecipients, type Recipients } from "../campaigns/recipients.ts";
import type { Deps } from "../env.ts";

/** Among so many leads a count takes its time, and one page more or less changes little about it. */
const long = 20_000;
/** How long such a count holds, in milliseconds. */
const holds = 300_000;

const kept = new WeakMap<Deps, Map<string, { at: number; recipients: Recipients }>>();

/** Whom a campaign would be sent to: counted now, and of long lists some minutes ago at the most. */
export async function recipientsShown(deps: Deps, approved: Approved): Promise<Recipients> {
  const { db, now } = deps;
  const counts = kept.get(deps) ?? new Map();
  kept.set(deps, counts);
  const hash = await hashOf(approved);
  const before = counts.get(hash);
  if (before !== undefined && now() - before.at < holds) return before.recipients;
  const recipients = await countRecipients(deps, approved);
  const last = (await db.prepare("SELECT max(rowid) AS row FROM lead").first<number>("row")) ?? 0;
  if (last > long) counts.set(hash, { at: now(), recipients });
  return recipients;
}
