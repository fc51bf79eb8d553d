import { addDays, startOfDay } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { holdMailings, insertMailings, releaseMailings } from "../mailings/insert.ts";
import { ruleFor } from "../mailings/rule.ts";
import type { Approved } from "./campaign.ts";
import type { Slice } from "./slices.ts";
import type { CampaignRow, Place } from "./store-campaign.ts";
import { settleCapped } from "./store-capped.ts";
import { waits } from "./waiting.ts";

/** What is written at once. */
interface Written {
  row: CampaignRow;
  approved: Approved;
  part: Place["part"];
  day: string;
  at: number;
  /** Mails that were put aside, and their new moments. */
  again: readonly { id: string; at: number }[];
  slice: Slice;
}

/** Writes a slice down, all of it or, where another run of the clock was quicker, nothing. */
export async function writeSlice(deps: Deps, written: Written): Promise<void> {
  const { approved, day, again, slice } = written;
  const { db, catalog } = deps;
  const rule = ruleFor(deps, approved.entry);
  const tomorrow = startOfDay(addDays(day, 1), catalog.site.timeZone);
  // What waited is written already.
  const write = slice.tried.n > 0 ? releaseMailings : insertMailings;
  await db.batch([
    counting(db, written),
    ...(slice.reached.length === 0 ? [] : [reaching(db, written)]),
    ...(again.length === 0 ? [] : [requeue(db, again)]),
    ...write(db, slice.drafts, rule),
    ...(slice.capped.length === 0 ? [] : [holdMailings(db, slice.capped, rule, tomorrow)]),
    ...settleCapped(db, slice.tried, tomorrow),
  ]);
}

function reaching(db: D1Database, { row, part, at, slice }: Written): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE campaign_place SET row = reached.value ->> 'row', done_at = iif(reached.value ->> 'row' >= ?4, ?5, NULL)
         FROM json_each(?3) AS reached
        WHERE campaign = ?1 AND part = ?2 AND zone = reached.value ->> 'zone'`,
    )
    .bind(row.name, part, JSON.stringify(slice.reached), row.lastRow, at);
}

/** The first statement decides: where the turn is another's, nothing is no number, and the whole batch fails. */
function counting(db: D1Database, { row, day, again, slice }: Written): D1PreparedStatement {
  const slots = [...again, ...slice.drafts].map((each) => each.at);
  const isNewDay = row.day !== day && slice.drafts.length > 0;
  const variants = row.written.map(
    (n, place) => n + slice.drafts.filter((draft) => (draft.variant ?? 0) === place).length,
  );
  const leftOut: Record<string, number> = { ...row.leftOut };
  for (const [reason, n] of Object.entries(slice.leftOut)) leftOut[reason] = (leftOut[reason] ?? 0) + n;
  return db
    .prepare(
      `UPDATE campaign SET turn = CASE WHEN turn = ?2 AND status = ?3 THEN turn + 1 END, paced_at = max(paced_at, ?4),
         day = ?5, day_mails = ?6, days = ?7, written = ?8, left_out = ?9 WHERE name = ?1`,
    )
    .bind(
      row.name,
      row.turn,
      row.status,
      Math.max(row.pacedAt, ...slots),
      isNewDay ? day : row.day,
      (isNewDay ? 0 : row.dayMails) + slice.drafts.length,
      row.days + (isNewDay && row.day !== null ? 1 : 0),
      JSON.stringify(variants),
      JSON.stringify({ ...leftOut, capped: cappedAfter(row, day, slice) }),
    );
}

/** Who waits for another day after `slice`, by the day. */
function cappedAfter({ capped }: CampaignRow, day: string, { capped: fresh, tried }: Slice) {
  let left = tried.n;
  const after = new Map<string, number>();
  for (const [on, n] of Object.entries(capped).sort()) {
    const less = on <= day ? Math.min(n, left) : 0;
    left -= less;
    if (n > less) after.set(on, n - less);
  }
  const more = fresh.length + tried.later.length;
  const next = addDays(day, 1);
  if (more > 0) after.set(next, (after.get(next) ?? 0) + more);
  return Object.fromEntries(after);
}

function requeue(db: D1Database, again: Written["again"]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE message SET status = 'queued', failure = NULL, next_at = turn.value ->> 'at' FROM json_each(?1) AS turn
        WHERE message.id = turn.value ->> 'id' AND message.status = 'withheld' AND message.failure = 'stopped'`,
    )
    .bind(JSON.stringify(again));
}

/** Whether `error` says that another run of the clock has done it. */
export function wasQuicker(error: unknown): boolean {
  return error instanceof Error && error.message.includes("NOT NULL constraint failed: campaign.turn");
}

/** Mails that a stop had put aside, those that were to leave first at the head; as many as ever wait at once. */
export async function listAside(db: D1Database, mailing: string): Promise<{ id: string; zone: string }[]> {
  const found = await db
    .prepare(
      `SELECT id, coalesce(zone, '') AS zone FROM message LEFT JOIN lead_zone ON lead_zone.lead_id = message.lead_id
        WHERE mailing = ?1 AND ${waits} AND status = 'withheld' ORDER BY next_at LIMIT 2000`,
    )
    .bind(mailing)
    .all<{ id: string; zone: string }>();
  return found.results;
}
