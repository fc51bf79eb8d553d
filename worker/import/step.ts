import { digest } from "../digest.ts";
import type { Deps } from "../env.ts";
import { findLanding, type LandingHere } from "../landing.ts";
import { inOneStep } from "./claim.ts";
import { cutOn } from "./cut.ts";
import { judgeRow, lenient } from "./judge-row.ts";
import {
  findImport,
  forgetting,
  type Import,
  listUnderWay,
  type RefusalRow,
  rowsIn,
} from "./store-imports.ts";
import { type Arrival, sift, taking } from "./take.ts";

/** Steps that one request or one round of the clock makes: one asks the database up to 18 times, of fifty on the free plan. */
const stepsAtOnce = { trial: 3, running: 2 };
const mostAsked = 18;
const cutsAtOnce = 5;

/** Refused rows that are told one by one. */
const mostRefusals = 5000;

/** Goes on with the import `id` for as much as one request may do. `noted` tells who at the desk wanted it. */
export async function goOn(
  deps: Deps,
  id: string,
  noted?: D1PreparedStatement,
  steps: { trial: number; running: number } = stepsAtOnce,
): Promise<void> {
  for (let made = 0; made < cutsAtOnce; made += 1) {
    const current = await findImport(deps.db, id);
    if (current === null) return;
    const { status } = current;
    const isCut = status === "reading";
    if (!isCut && made >= (status === "trial" ? steps.trial : steps.running)) return;
    const first = made === 0 ? noted : undefined;
    const more = isCut ? await cutOn(deps, current, first) : await step(deps, current, first);
    if (!more) return;
  }
}

/**
 * What the clock does for imports: one of them goes on, and files that nobody went on with for a week are forgotten.
 *
 * The database answers as many statements as are `left`; one step is always made.
 */
export async function advanceImports(deps: Deps, left = 2 * mostAsked + 2): Promise<void> {
  const [id] = await listUnderWay(deps.db);
  const steps = Math.min(stepsAtOnce.running, Math.max(1, Math.floor((left - 2) / mostAsked)));
  if (id !== undefined) await goOn(deps, id, undefined, { trial: steps, running: steps });
  const old = await deps.db
    .prepare(
      "SELECT id FROM import WHERE status <> 'done' AND status <> 'stopped' AND created_at < ?1 LIMIT 1",
    )
    .bind(deps.now() - 7 * 86_400_000)
    .first<string>("id");
  if (old !== null) await stop(deps, old);
}

/** Ends the import `id` where it is: what came in stays. */
export async function stop({ db, now }: Deps, id: string, noted?: D1PreparedStatement): Promise<void> {
  await db.batch([
    db
      .prepare(
        "UPDATE import SET status = 'stopped', ended_at = ?2 WHERE id = ?1 AND status <> 'done' AND status <> 'stopped'",
      )
      .bind(id, now()),
    ...(noted === undefined ? [] : [noted]),
    ...forgetting(db, id),
  ]);
}

/** Tries or takes the next piece of rows. Whether there is a piece after it. */
export async function step(deps: Deps, current: Import, noted?: D1PreparedStatement): Promise<boolean> {
  const { id, status, landing, at_part: n, parts } = current;
  const here = findLanding(deps.catalog, landing ?? "");
  if ((status !== "trial" && status !== "running") || here === null) return false;
  const part = await deps.db
    .prepare("SELECT first, rows FROM import_part WHERE import_id = ?1 AND n = ?2")
    .bind(id, n)
    .first<{ first: number; rows: string }>();
  const rows = part === null ? [] : rowsIn(part.rows);
  const { arrivals, refusals } = await judgeAll(deps, current, here, rows, part?.first ?? 1);
  const verdicts = await sift(
    deps,
    arrivals.map(({ arrival }) => arrival),
  );
  const fresh = arrivals.filter((_, place) => verdicts[place] === "new");
  for (const [place, { row }] of arrivals.entries())
    if (verdicts[place] === "suppressed") refusals.push({ row, reason: "suppressed", field: null });
  const writes =
    status === "running"
      ? await taking(
          deps,
          fresh.map(({ arrival }) => arrival),
        )
      : { ids: [], statements: [] };
  const isOver = n + 1 >= parts;
  const counts = {
    taken: fresh.length,
    known: verdicts.filter((verdict) => verdict === "known").length,
    refused: refusals.length,
    ids: status === "running" ? writes.ids : null,
  };
  await inOneStep(deps, { id, status, n }, [
    ...writes.statements,
    countingUp(deps, current, counts, isOver),
    notingRefusals(deps.db, id, refusals),
    ...(noted === undefined ? [] : [noted]),
    ...(isOver && status === "running" ? forgetting(deps.db, id) : []),
  ]);
  return !isOver;
}

function countingUp(
  { db, now }: Deps,
  { id, status }: Import,
  counts: { taken: number; known: number; refused: number; ids: string[] | null },
  isOver: boolean,
): D1PreparedStatement {
  // What came in is counted where it stands; the rest of those that were new has come by another way just now.
  const next = status === "trial" ? "ready" : "done";
  return db
    .prepare(
      `UPDATE import SET at_part = at_part + 1, refused = refused + ?4,
         taken = taken + coalesce(came.n, ?2), known = known + ?3 + ?2 - coalesce(came.n, ?2),
         status = iif(?5, ?6, status), ended_at = iif(?5 AND ?6 = 'done', ?8, ended_at)
         FROM (SELECT iif(?7 IS NULL, NULL, (
           SELECT count(*) FROM submission WHERE id IN (SELECT value FROM json_each(?7)))) AS n) AS came
        WHERE id = ?1`,
    )
    .bind(
      ...[id, counts.taken, counts.known, counts.refused, isOver ? 1 : 0, next],
      counts.ids === null ? null : JSON.stringify(counts.ids),
      now(),
    );
}

function notingRefusals(db: D1Database, id: string, refusals: RefusalRow[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT OR IGNORE INTO import_refusal (import_id, row, reason, field)
       SELECT ?1, value ->> 'row', value ->> 'reason', value ->> 'field' FROM json_each(?2)
        WHERE (SELECT count(*) FROM import_refusal WHERE import_id = ?1) < ?3`,
    )
    .bind(id, JSON.stringify(refusals), mostRefusals);
}

/** What each row says, and on which landing it comes in; `first` is the number of the first. */
export async function judgeAll(
  deps: Pick<Deps, "catalog">,
  { id, reading, basis }: Pick<Import, "id" | "reading" | "basis">,
  here: LandingHere,
  rows: readonly string[][],
  first: number,
): Promise<{ arrivals: { row: number; arrival: Arrival }[]; refusals: RefusalRow[] }> {
  const form = lenient(here.form);
  const arrivals: { row: number; arrival: Arrival }[] = [];
  const refusals: RefusalRow[] = [];
  for (const [place, cells] of rows.entries()) {
    const judged = judgeRow(cells, reading, form, deps.catalog.site.timeZone);
    if ("reason" in judged) {
      refusals.push({ row: first + place, ...judged });
      continue;
    }
    const named = judged.landing === null ? null : findLanding(deps.catalog, judged.landing);
    // Another landing with the same questions may be told by the row itself.
    const where = named !== null && named.landing.form === here.landing.form ? named : here;
    // Without a ground to hold them on, nobody's consent is taken from a file; that it was taken back is.
    const consents = basis === "none" ? judged.consents.filter(({ granted }) => !granted) : judged.consents;
    const key = judged.key ?? `row:${await digest(JSON.stringify([where.path, cells]))}`;
    const arrival = {
      here: where,
      row: { ...judged, consents },
      key,
      from: `import:${id}`,
      claims: reading.claims,
    };
    arrivals.push({ row: first + place, arrival });
  }
  return { arrivals, refusals };
}
