import { type Step, steps } from "../store/steps.ts";

/** How often each step was taken by those of one landing or one source. */
export interface StepRow extends Record<Step, number> {
  name: string;
}

/** Steps from `day` on, by landing and by source, most submissions first; of `landings` alone, where they are named. */
export async function readSteps(
  db: D1Database,
  day: string,
  among: readonly string[] | null = null,
): Promise<{ landings: StepRow[]; sources: StepRow[] }> {
  const [landings, sources] = await db.batch<StepRow>([
    db.prepare(sumBy("landing")).bind(day, namesOf(among)),
    db.prepare(sumBy("source")).bind(day, namesOf(among)),
  ]);
  return { landings: landings?.results ?? [], sources: sources?.results ?? [] };
}

/** All rows in one. */
export function sumSteps(rows: readonly StepRow[], name: string): StepRow {
  const sum: StepRow = {
    name,
    view: 0,
    start: 0,
    submit: 0,
    confirm: 0,
    download: 0,
    redeem: 0,
  };
  for (const row of rows) for (const step of steps) sum[step] += row[step];
  return sum;
}

/** `rows`, and an empty one for each of `landings` that nobody has visited: a new page is in the report at once. */
export function withQuiet(rows: readonly StepRow[], landings: Iterable<string>): StepRow[] {
  const counted = new Set(rows.map((row) => row.name));
  const quiet = [...landings].filter((landing) => !counted.has(landing)).sort();
  return [...rows, ...quiet.map((landing) => sumSteps([], landing))];
}

/** A landing, and the days of it that count. */
export interface DaysOf {
  landing: string;
  from: string;
  until: string;
}

/** Steps of each landing that `days` names, however many there are: since `day`, and within those days. */
export async function readStepsOf(
  db: D1Database,
  day: string,
  days: readonly DaysOf[],
): Promise<{ period: StepRow[]; counted: StepRow[] }> {
  const [period, counted] = await db.batch<StepRow>([
    db.prepare(sumBy("landing", days.length)).bind(day, namesOf(days.map(({ landing }) => landing))),
    db
      .prepare(
        `WITH span AS MATERIALIZED (
           SELECT value ->> 'landing' AS name, value ->> 'from' AS since, value ->> 'until' AS last FROM json_each(?1))
         SELECT span.name, ${sums} FROM step_count
           JOIN span ON span.name = step_count.landing AND day >= span.since AND day <= span.last
          GROUP BY span.name`,
      )
      .bind(JSON.stringify(days)),
  ]);
  return { period: period?.results ?? [], counted: counted?.results ?? [] };
}

function namesOf(landings: readonly string[] | null): string | null {
  return landings === null ? null : JSON.stringify(landings);
}

// One pass over the days for all six steps.
const sums = steps
  .map((step) => `coalesce(sum(n) FILTER (WHERE step = '${step}'), 0) AS "${step}"`)
  .join(", ");

// The column is one of two names of ours, never a visitor's text.
function sumBy(column: "landing" | "source", most = 200): string {
  return `SELECT ${column} AS name, ${sums} FROM step_count WHERE day >= ?1
             AND (?2 IS NULL OR landing IN (SELECT value FROM json_each(?2)))
           GROUP BY ${column} ORDER BY "submit" DESC, "view" DESC, name LIMIT ${most}`;
}
