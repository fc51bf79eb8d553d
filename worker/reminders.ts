import type { CatalogMagnet } from "../content/schema/catalog.ts";
import { dayIn, formatter } from "./calendar.ts";
import type { Deps } from "./env.ts";
import { inboxOf } from "./inbox.ts";
import { readGate } from "./store/gate.ts";
import {
  listPlaces,
  listUnopened,
  listUnused,
  type ReminderDraft,
  type ReminderPlace,
  type ReminderRow,
  type Stretch,
  writeReminders,
} from "./store/reminders.ts";
import { hashOfToken, newRowId, tokenFor } from "./tokens.ts";

/** What one call of the clock goes through, and mails that it writes down of it. */
const most = { looks: 200, mails: 20 };

/** Hours of the day, by the clock on the wall, between which people are reminded. */
const waking = { from: 9, to: 19 };

/**
 * Writes the one mail that reminds of what was asked for and not fetched, or of a coupon that is about to end.
 *
 * It goes through the grants and the coupons of each magnet in the order of their ends, some with each call of the clock,
 * and writes down how far it has come together with the mails: a call that breaks off has done all of it or nothing.
 */
export async function writeDueReminders(deps: Deps): Promise<void> {
  const { catalog, db, mailer, now } = deps;
  const at = now();
  const wanted = Object.entries(catalog.magnets).filter(([, { remind }]) => remind !== undefined);
  if (mailer === null || wanted.length === 0 || !isWaking(at, catalog.site.timeZone)) return;
  const places = new Map((await listPlaces(db)).map((place) => [place.magnet, place]));
  const bounds = { now: at, since: places.get("")?.ends ?? 0, most: most.looks };
  const stretches = wanted.map(([name, magnet]) => stretchOf(name, magnet, places.get(name), at));
  const isCoupon = ({ magnet }: Stretch) => catalog.magnets[magnet]?.kind === "coupon";
  const rows = [
    ...(await listUnopened(
      db,
      stretches.filter((stretch) => !isCoupon(stretch)),
      bounds,
    )),
    ...(await listUnused(db, stretches.filter(isCoupon), bounds)),
  ];
  const taken = takenOf(rows);
  const reached = [...placesAfter(taken, stretches, places).values()];
  if (reached.length === 0) return;
  const drafts = await Promise.all(onceEach(taken).map((row) => draftOf(deps, row, at)));
  if (drafts.length > 0 && (await isShut(deps, at))) return;
  await writeReminders(db, drafts, reached, { ...bounds, limits: catalog.site.limits.inbox });
}

/** Whether people are up at `at`, by the clock on the wall. */
export function isWaking(at: number, timeZone: string): boolean {
  const hour = Number(formatter("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(at));
  return hour >= waking.from && hour < waking.to;
}

/** Whether no mail can leave now that nobody asked for: it would be late. */
export async function isShut({ catalog, db }: Deps, at: number): Promise<boolean> {
  const gate = await readGate(db, dayIn(at, catalog.site.timeZone));
  return gate.stopped || gate.held || gate.sent >= catalog.site.limits.mails;
}

/** What is to be gone through of one magnet: from where it was left, as far as reminders are due. */
function stretchOf(
  name: string,
  magnet: CatalogMagnet,
  left: ReminderPlace | undefined,
  at: number,
): Stretch {
  const lasts = magnet.expires * 1000;
  const until = at + (magnet.kind === "coupon" ? remindBefore(magnet) : lasts - remindAfter(magnet));
  // Whose time was cut short comes to an end before the place that was reached: it would never be come to.
  const last = magnet.kind === "coupon" ? Number.POSITIVE_INFINITY : at + lasts;
  const from = Math.min(left?.ends ?? 0, last);
  // What has ended needs no look; no identifier comes after a tilde.
  if (from < at) return { magnet: name, ends: at, subject: "~", until };
  return { magnet: name, ends: from, subject: from === left?.ends ? left.subject : "", until };
}

function remindAfter({ remind = 0 }: CatalogMagnet): number {
  return remind * 1000;
}

/** How long before its end: half its life at the most, so that nobody is reminded of what one has just got. */
function remindBefore({ remind = 0, validDays }: Extract<CatalogMagnet, { kind: "coupon" }>): number {
  return Math.min(remind, validDays === undefined ? remind : (validDays * 86_400) / 2) * 1000;
}

/** Of `rows`, as many as hold the mails of one call. */
function takenOf(rows: readonly ReminderRow[]): ReminderRow[] {
  const taken: ReminderRow[] = [];
  let mails = 0;
  for (const row of rows) {
    mails += row.due;
    if (mails > most.mails) break;
    taken.push(row);
  }
  return taken;
}

/** The places that are reached with `taken`, where they are others than before. */
function placesAfter(
  taken: readonly ReminderRow[],
  stretches: readonly Stretch[],
  before: ReadonlyMap<string, ReminderPlace>,
): Map<string, ReminderPlace> {
  const setBack = stretches.filter(({ magnet, ends }) => ends < (before.get(magnet)?.ends ?? 0));
  return new Map(
    [...setBack, ...taken].map(({ magnet, ends, subject }) => [magnet, { magnet, ends, subject }]),
  );
}

/** Those who are due, each person once for one coupon or one thing to fetch. */
function onceEach(rows: readonly ReminderRow[]): ReminderRow[] {
  const due = rows.filter((row) => row.due === 1);
  return [...new Map(due.map((row) => [`${row.leadId} ${row.magnet} ${row.couponCode}`, row])).values()];
}

async function draftOf({ random, tokenSecret }: Deps, row: ReminderRow, at: number): Promise<ReminderDraft> {
  return {
    id: newRowId(random, at),
    grantId: row.grantId,
    reminder: row.couponCode === null ? "unopened" : "unused",
    inbox: await inboxOf(tokenSecret, row.email ?? ""),
    hash: await hashOfToken(await tokenFor(tokenSecret, "grant-mail", row.grantId)),
  };
}
