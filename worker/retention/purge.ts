import { addDays, dayIn, formatter } from "../calendar.ts";
import type { Deps } from "../env.ts";
import {
  type Due,
  type Kind,
  oldSuspects,
  type Simple,
  silentLeads,
  simpleKinds,
  unconfirmedLeads,
} from "./due.ts";
import { erasing } from "./erase.ts";

/** What one call of the clock may ask of the database; the free plan allows fifty, and mails leave in the same one. */
const mostQueries = 36;
/** Leads, posts and other rows that one batch takes. */
const atOnce = { leads: 100, suspects: 200, rows: 1000 };

/** One clean-up, going on. */
interface Run {
  deps: Deps;
  now: number;
  day: string;
  /** Queries that it may still make. */
  left: number;
}

/**
 * Deletes what has passed its time: once a day after three o'clock, in small batches, going on with each call of the
 * clock until nothing is left. Each batch is one transaction, so a call that breaks off has done whole batches only.
 */
export async function purgeDue(deps: Deps): Promise<void> {
  const now = deps.now();
  const day = purgeDay(now, deps.catalog.site.timeZone);
  const last = await deps.db.prepare("SELECT day FROM job WHERE name = 'purge'").first<string>("day");
  if (last !== null && last >= day) return;
  const run: Run = { deps, now, day, left: mostQueries - 2 };
  const steps = [
    () => purgeLeads(run, "unconfirmed", unconfirmedLeads(deps.catalog, now)),
    () => purgeLeads(run, "leads", silentLeads(deps.catalog, now)),
    () => purgeSuspects(run, oldSuspects(now)),
    ...simpleKinds(deps.catalog, now).map((simple) => () => purgeRows(run, simple)),
  ];
  for (const step of steps) if (!(await step())) return;
  await deps.db
    .prepare(
      `INSERT INTO job (name, day, ran_at) VALUES ('purge', ?1, ?2)
       ON CONFLICT (name) DO UPDATE SET day = excluded.day, ran_at = excluded.ran_at WHERE excluded.day > job.day`,
    )
    .bind(day, now)
    .run();
}

/** The last day, in the site's time zone, whose three o'clock is over: by the clock on the wall, whatever the season. */
export function purgeDay(now: number, timeZone: string): string {
  const hour = Number(formatter("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(now));
  const today = dayIn(now, timeZone);
  return hour >= 3 ? today : addDays(today, -1);
}

/** Erases leads that are `due`; whether none is left. */
async function purgeLeads(run: Run, kind: Kind, due: Due): Promise<boolean> {
  const { deps, now } = run;
  // The conditions name their values from ?3 on: the first two are for those that need a list and the time.
  const candidates = deps.db
    .prepare(`SELECT lead.id FROM lead WHERE ${due.sql} LIMIT ${atOnce.leads}`)
    .bind("", 0, ...due.values);
  return inBatches(run, atOnce.leads, candidates, (ids) => {
    const list = JSON.stringify(ids);
    const counted = `SELECT lead.id FROM lead WHERE lead.id IN (SELECT value FROM json_each(?1)) AND ${due.sql}`;
    return [
      noted(run, kind, `SELECT count(*) AS n FROM (${counted})`, [list, 0, ...due.values]),
      ...erasing(deps, { ids, due, now }),
    ];
  });
}

/** Deletes posts in quarantine that are `due`, with the mail that may have asked about one; whether none is left. */
async function purgeSuspects(run: Run, due: Due): Promise<boolean> {
  const { db } = run.deps;
  const candidates = db
    .prepare(`SELECT id FROM submission WHERE ${due.sql} LIMIT ${atOnce.suspects}`)
    .bind("", 0, ...due.values);
  return inBatches(run, atOnce.suspects, candidates, (ids) => {
    const values = [JSON.stringify(ids), 0, ...due.values];
    const chosen = `SELECT submission.id FROM submission
      WHERE submission.id IN (SELECT value FROM json_each(?1)) AND ${due.sql}`;
    return [
      noted(run, "quarantined", `SELECT count(*) AS n FROM (${chosen})`, values),
      db.prepare(`DELETE FROM token WHERE subject_id IN (${chosen})`).bind(...values),
      db
        .prepare(`DELETE FROM message WHERE lead_id IS NULL AND submission_id IN (${chosen})`)
        .bind(...values),
      db.prepare(`DELETE FROM submission WHERE id IN (${chosen})`).bind(...values),
    ];
  });
}

/** Deletes or empties rows of one table; whether none is left. */
async function purgeRows(run: Run, simple: Simple): Promise<boolean> {
  const { table, key, change, sql, values, kind } = simple;
  for (;;) {
    if (run.left < 2) return false;
    run.left -= 2;
    const chosen = `SELECT ${key} FROM ${table} WHERE ${sql} LIMIT ${atOnce.rows}`;
    const bound = ["", 0, ...values];
    const [, done] = await run.deps.db.batch([
      noted(run, kind, `SELECT count(*) AS n FROM (${chosen})`, bound),
      run.deps.db.prepare(`${change ?? `DELETE FROM ${table}`} WHERE (${key}) IN (${chosen})`).bind(...bound),
    ]);
    if ((done?.meta.changes ?? 0) < atOnce.rows) return true;
  }
}

/** Does `work` on candidate after candidate, until none is left or the run has asked enough; whether none is left. */
async function inBatches(
  run: Run,
  size: number,
  candidates: D1PreparedStatement,
  work: (ids: string[]) => D1PreparedStatement[],
): Promise<boolean> {
  for (;;) {
    if (run.left < 1) return false;
    run.left -= 1;
    const { results } = await candidates.all<{ id: string }>();
    if (results.length === 0) return true;
    const statements = work(results.map(({ id }) => id));
    if (run.left < statements.length) return false;
    run.left -= statements.length;
    await run.deps.db.batch(statements);
    if (results.length < size) return true;
  }
}

/** Adds to the report how many rows the batch is about to take: counted within it, so two runs at once count each row once. */
function noted(
  { deps, day }: Run,
  kind: Kind,
  counting: string,
  values: readonly (string | number)[],
): D1PreparedStatement {
  return deps.db
    .prepare(
      `INSERT INTO purge (day, kind, n) SELECT ?${values.length + 1}, ?${values.length + 2}, n FROM (${counting}) WHERE n > 0
       ON CONFLICT (day, kind) DO UPDATE SET n = n + excluded.n`,
    )
    .bind(...values, day, kind);
}
