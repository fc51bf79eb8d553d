import type { Hygiene } from "../../content/schema/hygiene.ts";
import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { isShut, isWaking } from "../reminders.ts";
import { hashOfToken, newRowId, tokenFor } from "../tokens.ts";
import { endingRenewals, isAnybodyDue } from "./let-go.ts";
import { findPlace, listSilent, type RenewalDraft, type SilentRow, writeRenewals } from "./store-renewals.ts";

/** What one call of the clock goes through, and mails that it writes down of it. */
const most = { looks: 500, mails: 20 };

/** How long the page of such a mail can be opened after the answer was waited for, in milliseconds. */
const lateFor = 180 * 86_400_000;

/**
 * Asks whoever has long been silent whether mails may go on, once for each silence, and lets go of those who do not answer.
 *
 * It goes through the silent once a day in the order in which they were last seen, some with each call of the clock: whoever
 * could not be asked, because a cap or the hour kept the mail back, is come to again the next day.
 */
export async function renewSilent(deps: Deps): Promise<void> {
  const { catalog, db, mailer, now } = deps;
  const { hygiene } = catalog.site;
  if (hygiene === undefined) return;
  const at = now();
  const answer = hygiene.answer * 1000;
  if (await isAnybodyDue(db, at, answer)) await db.batch(endingRenewals(db, at, answer));
  if (mailer === null || !isWaking(at, catalog.site.timeZone)) return;
  await askSilent(deps, hygiene, at);
}

async function askSilent(deps: Deps, hygiene: Hygiene, at: number): Promise<void> {
  const { catalog, db } = deps;
  const day = dayIn(at, catalog.site.timeZone);
  const left = await findPlace(db);
  const from = left?.day === day ? left : { seenAt: -1, row: 0 };
  const asking = { now: at, cutoff: at - hygiene.silent * 1000, purpose: hygiene.purpose };
  const taken = takenOf(await listSilent(db, from, asking, most.looks));
  const last = taken.at(-1);
  if (last === undefined) return;
  const drafts = await Promise.all(
    taken.filter(({ due }) => due === 1).map((row) => draftOf(deps, row, at + hygiene.answer * 1000)),
  );
  if (drafts.length > 0 && (await isShut(deps, at))) return;
  const place = { day, seenAt: last.seenAt, row: last.row };
  const { limits, timeZone } = catalog.site;
  await writeRenewals(db, drafts, place, { ...asking, caps: limits.mailings, timeZone });
}

/** Of `rows`, as many as hold the mails of one call. */
function takenOf(rows: readonly SilentRow[]): SilentRow[] {
  const taken: SilentRow[] = [];
  let mails = 0;
  for (const row of rows) {
    mails += row.due;
    if (mails > most.mails) break;
    taken.push(row);
  }
  return taken;
}

async function draftOf(
  { random, tokenSecret, now }: Deps,
  { id: lead, email }: SilentRow,
  ends: number,
): Promise<RenewalDraft> {
  const id = newRowId(random, now());
  return {
    id,
    lead,
    inbox: await inboxOf(tokenSecret, email ?? ""),
    hash: await hashOfToken(await tokenFor(tokenSecret, "renewal", id)),
    ends: ends + lateFor,
  };
}
