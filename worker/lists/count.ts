import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { type ListCount, sliceSql } from "./count-sql.ts";
import { noForms } from "./writable.ts";

/** So many leads are counted at once: lists of no more are counted when they are looked at, and of more once a day. */
const slice = 1000;

/** Slices that one call of the clock counts. */
const mostSlices = 4;

/** The lists in figures. */
export interface Lists {
  counts: ListCount[];
  /** When they were counted; null: now. */
  at: number | null;
}

/** The purpose without which nobody gets a mail that nobody asked for. */
export function listPurpose({ catalog }: Pick<Deps, "catalog">): string {
  return catalog.site.hygiene?.purpose ?? "marketing";
}

/** The lists in figures: as of now where they are short, as of the last pass where they are long; null: the first is under way. */
export async function readLists(deps: Pick<Deps, "db" | "catalog" | "now">): Promise<Lists | null> {
  const { db, now } = deps;
  const isLong = await hasMore(db);
  if (!isLong) {
    const found = await db
      .prepare(sliceSql)
      .bind(now(), "", slice, listPurpose(deps), noForms)
      .all<ListCount>();
    return { counts: found.results, at: null };
  }
  const [pass, counts] = await db.batch([
    db.prepare("SELECT whole FROM list_pass WHERE whole IS NOT NULL"),
    db.prepare(
      `SELECT kind, key, n, open, confirmed, bounced, complained FROM list_count
        WHERE pass = (SELECT whole FROM list_pass)`,
    ),
  ]);
  const at = (pass?.results[0] as { whole: number } | undefined)?.whole;
  return at === undefined ? null : { counts: (counts?.results ?? []) as unknown as ListCount[], at };
}

/** Counts long lists once a day, some leads with each call of the clock; what was counted before stands until all are. */
export async function countLists(deps: Deps, left = 50): Promise<void> {
  const { db, now, catalog } = deps;
  const found = await db
    .prepare("SELECT pass, place FROM list_pass")
    .first<{ pass: number; place: string | null }>();
  const { timeZone } = catalog.site;
  let [pass, place] = [found?.pass ?? 0, found?.place ?? null];
  if (place === null) {
    if (found !== null && dayIn(pass, timeZone) === dayIn(now(), timeZone)) return;
    pass = now();
    place = (await hasMore(db)) ? "" : null;
    await begin(db, pass, place);
  }
  for (
    let slices = Math.min(mostSlices, Math.floor((left - 3) / 3));
    place !== null && slices > 0;
    slices -= 1
  )
    place = await countSlice(deps, pass, place);
}

/** Begins a pass; with no place the lists are short, and there is nothing to do until tomorrow. */
async function begin(db: D1Database, pass: number, place: string | null): Promise<void> {
  await db
    .prepare(
      `INSERT INTO list_pass (one, pass, place) VALUES (1, ?1, ?2)
       ON CONFLICT DO UPDATE SET pass = excluded.pass, place = excluded.place WHERE list_pass.place IS NULL`,
    )
    .bind(pass, place)
    .run();
}

/** Counts what comes after `place`, in one transaction with how far that is; the place that was come to, or null at the end. */
async function countSlice(deps: Deps, pass: number, place: string): Promise<string | null> {
  const { db } = deps;
  const [, moved] = await db.batch<{ place: string | null }>([
    db
      .prepare(
        `INSERT INTO list_count (pass, kind, key, n, open, confirmed, bounced, complained)
         SELECT ?1, slice.* FROM (${sliceSql}) AS slice
          WHERE EXISTS (SELECT 1 FROM list_pass WHERE list_pass.pass = ?1 AND list_pass.place = ?2)
         ON CONFLICT DO UPDATE SET n = n + excluded.n, open = open + excluded.open, confirmed = confirmed + excluded.confirmed,
           bounced = bounced + excluded.bounced, complained = complained + excluded.complained`,
      )
      .bind(pass, place, slice, listPurpose(deps), noForms),
    db
      .prepare(
        `UPDATE list_pass SET (place, whole) = (
           SELECT iif(count(*) < ?3, NULL, max(id)), iif(count(*) < ?3, ?1, list_pass.whole)
             FROM (SELECT id FROM lead WHERE id > ?2 ORDER BY id LIMIT ?3))
          WHERE pass = ?1 AND place = ?2 RETURNING place`,
      )
      .bind(pass, place, slice),
    db.prepare("DELETE FROM list_count WHERE pass < (SELECT whole FROM list_pass WHERE place IS NULL)"),
  ]);
  return moved?.results[0]?.place ?? null;
}

/** Whether there are more leads than are counted at once. */
async function hasMore(db: D1Database): Promise<boolean> {
  const found = await db
    .prepare(`SELECT 1 AS more FROM lead ORDER BY id LIMIT 1 OFFSET ${slice}`)
    .first("more");
  return found !== null;
}
