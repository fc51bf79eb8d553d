import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { raiseAlarm } from "../store/alarms.ts";
import { statementsOfOneRun } from "../store/counted.ts";
import { readGate } from "../store/gate.ts";
import { hasWords } from "./approve.ts";
import { begin } from "./begin.ts";
import { type Approved, campaignNamed, mailingOf, readApproved, type StopReason } from "./campaign.ts";
import { cappedOf, dueOf, sliceAgain } from "./capped.ts";
import { openAt } from "./hours.ts";
import { judgeSubjects } from "./judge.ts";
import { ahead, allowanceOf, mostOfOneRun, mostWaiting, paceOf, slotsFrom } from "./pace.ts";
import { nextSlice, nothing } from "./slices.ts";
import { stopping } from "./stop.ts";
import {
  type CampaignRow,
  listPlaces,
  type Place,
  readRow,
  type Stored,
  selectOpen,
} from "./store-campaign.ts";
import { findCapped } from "./store-capped.ts";
import { listAside, wasQuicker, writeSlice } from "./store-slice.ts";
import { handOver, putOff, selectWaiting, type Waiting } from "./waiting.ts";

/** Campaigns that one run of the clock looks at; on the free plan until one of them writes, and the others have their turn at the next. */
const mostCampaigns = 6;

/** The moment of one run of the clock. */
interface Run {
  at: number;
  /** Today, in the site's time zone. */
  day: string;
  /** Mails that have left today, and those that are about to. */
  sent: number;
  waiting: readonly Waiting[];
}

/**
 * Writes the mails of campaigns that leave within the next minute.
 *
 * The mails of a slice, how far was gone for them and all counts are one batch: a run that dies has done it or nothing,
 * and of two runs that meet one does it. Nobody but the readers of a slice is in memory, and a stop has no more to put aside.
 */
export async function advanceCampaigns(deps: Deps): Promise<void> {
  const { db, mailer, now, catalog } = deps;
  const at = now();
  const [open, waits] = await db.batch<Stored & Waiting>([
    selectOpen(db, mostCampaigns, at),
    selectWaiting(db),
  ]);
  const waiting = waits?.results ?? [];
  await putOff(db, at, closedAmong(deps, waiting, at));
  const rows = (open?.results ?? []).map(readRow);
  if (rows.length > 0 && mailer !== null) {
    const day = dayIn(at, catalog.site.timeZone);
    const gate = await readGate(db, day);
    const fresh = waiting.reduce((sum, each) => sum + each.fresh, 0);
    let sent = gate.sent + fresh;
    const writesOne = statementsOfOneRun(deps) <= 50;
    for (const row of gate.stopped || gate.held ? [] : rows) {
      const written = await advance(deps, row, { at, day, sent, waiting });
      sent += written;
      if (written > 0 && writesOne) break;
    }
  }
  await handOver(deps, at);
}

/** Zones with mails that wait, where it is night. */
function closedAmong({ catalog }: Deps, waiting: readonly Waiting[], at: number) {
  const zones = new Set(waiting.flatMap(({ zone, fresh }) => (fresh > 0 ? [zone] : [])));
  return [...zones]
    .map((zone) => ({ zone, opens: openAt(at, zone || catalog.site.timeZone) }))
    .filter(({ opens }) => opens > at);
}

/** Brings one campaign on; says how many mails were written. */
async function advance(deps: Deps, row: CampaignRow, run: Run): Promise<number> {
  const approved = readApproved(deps, row.approved);
  if (approved === null) return halt(deps, row, run, "segment");
  const isSame = campaignNamed(deps, row.name)?.asset === approved.entry.asset;
  if (!isSame && !(await hasWords(deps, approved.entry))) return halt(deps, row, run, "words");
  try {
    const going = row.status === "approved" ? await begin(deps, row, approved, run.at) : row;
    return going === null ? 0 : await goOn(deps, going, approved, run);
  } catch (error) {
    if (wasQuicker(error)) return 0;
    throw error;
  }
}

/** Stops a campaign that cannot go on as it was approved, and has the owner told. */
async function halt(
  { db, log }: Deps,
  row: CampaignRow,
  { at }: Run,
  reason: Exclude<StopReason, "owner">,
): Promise<number> {
  await db.batch([
    ...stopping(db, row.name, at, reason),
    raiseAlarm(db, `campaign-${reason}:${row.name}`, at, ""),
  ]);
  log({ event: "campaign-stopped", campaign: row.name, reason });
  return 0;
}

async function goOn(deps: Deps, row: CampaignRow, approved: Approved, run: Run): Promise<number> {
  const { db } = deps;
  const { at, day, sent } = run;
  const own = run.waiting.filter(({ mailing }) => mailing === mailingOf(row.name));
  const fresh = own.reduce((sum, each) => sum + each.fresh, 0);
  const aside = own.reduce((sum, each) => sum + each.aside, 0);
  const part = row.status === "testing" ? "test" : "rest";
  const left = (await listPlaces(db, row.name)).filter(
    (place) => place.part === part && place.doneAt === null,
  );
  const { kept } = paceOf(deps, approved.entry);
  const room = Math.min(
    allowanceOf(deps, approved.entry, { row, day, sent }),
    mostWaiting(kept) - fresh,
    mostOfOneRun,
  );
  const slots = slotsFrom(row.pacedAt, at, { rate: kept, most: Math.max(0, room) })
    .map((slot) => Math.max(slot, at))
    .filter((slot) => dayIn(slot, deps.catalog.site.timeZone) === day);
  const again = aside === 0 || slots.length === 0 ? [] : await takenUp(deps, row, slots, at);
  const rest = slots.slice(again.length);
  const places = awake(deps, left, rest, at);
  const going = { row, approved, part, places, slots: rest } as const;
  const isThrough = left.length === 0 && aside === 0;
  const slice =
    (rest.length > 0 && isTriedAgain(row, day, isThrough && fresh === 0)
      ? await sliceAgain(deps, going, day, at)
      : null) ?? (places.length === 0 || rest.length === 0 ? nothing() : await nextSlice(deps, going, at));
  if (again.length + slice.reached.length + slice.tried.n > 0)
    await writeSlice(deps, { row, approved, part, day, at, again, slice });
  else if (isThrough) await endPart(deps, row, approved, at, fresh);
  return again.length + slice.drafts.length;
}

/** What comes after the last reader: the subjects are judged, or, once nothing waits any more, it is done. */
async function endPart(deps: Deps, row: CampaignRow, approved: Approved, at: number, fresh: number) {
  if (row.status === "testing") return judgeSubjects(deps, row, approved, at);
  if (fresh + cappedOf(row) > 0 || (await findCapped(deps.db, row)) !== null) return;
  await deps.db
    .prepare(
      "UPDATE campaign SET status = 'done', done_at = ?2, turn = turn + 1 WHERE name = ?1 AND turn = ?3",
    )
    .bind(row.name, at, row.turn)
    .run();
}

/** Whether readers are to be tried again who waited for another day; at the very end it is asked of the mails themselves. */
function isTriedAgain(row: CampaignRow, day: string, isEnd: boolean): boolean {
  return dueOf(row, day) > 0 || (isEnd && row.status === "sending" && cappedOf(row) === 0);
}

/** The zones in which it has begun and people are awake until the last of the moments; where night falls first comes first. */
function awake({ catalog }: Deps, places: readonly Place[], slots: readonly number[], at: number): Place[] {
  const last = slots.at(-1) ?? at;
  return places
    .map((place) => ({ place, zone: place.zone || catalog.site.timeZone }))
    .filter(
      ({ place, zone }) =>
        place.startsAt <= at && openAt(at, zone) === at && openAt(last + ahead, zone) === last + ahead,
    )
    .map(({ place, zone }) => ({ place, dusk: duskAfter(last, zone) }))
    .sort((one, other) => one.dusk - other.dusk)
    .map(({ place }) => place);
}

const hour = 3_600_000;

/** About how long it is until night falls, in hours. */
function duskAfter(at: number, zone: string): number {
  for (let hours = 1; hours < 24; hours += 1)
    if (openAt(at + hours * hour, zone) !== at + hours * hour) return hours;
  return 24;
}

/** What a stop had put aside, as far as its readers are awake, each with its new moment. */
async function takenUp({ db, catalog }: Deps, row: CampaignRow, slots: readonly number[], at: number) {
  const aside = await listAside(db, mailingOf(row.name));
  return aside
    .filter(({ zone }) => openAt(at, zone || catalog.site.timeZone) === at)
    .slice(0, slots.length)
    .map(({ id }, place) => ({ id, at: slots[place] ?? at }));
}
