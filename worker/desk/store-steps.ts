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

/** Steps of each of `landings`, however many there are: since `day`, and since the first day. */
export async function readStepsOf(
  db: D1Database,
  day: string,
  landings: readonly string[],
): Promise<{ period: StepRow[]; ever: StepRow[] }> {
  const statement = db.prepare(sumBy("landing", landings.length));
  const [period, ever] = await db.batch<StepRow>([
    statement.bind(day, namesOf(landings)),
    statement.bind("", namesOf(landings)),
  ]);
  return { period: period?.results ?? [], ever: ever?.results ?? [] };
}

function namesOf(landings: readonly string[] | null): string | null {
  return landings === null ? null : JSON.stringify(landings);
}

// One pass over the days for all six steps; the column is one of two names of ours, never a visitor's text.
function sumBy(column: "landing" | "source", most = 200): string {
  const sums = steps.map((step) => `coalesce(sum(n) FILTER (WHERE step = '${step}'), 0) AS "${step}"`);
  return `SELECT ${column} AS name, ${sums.join(", ")} FROM step_count WHERE day >= ?1
             AND (?2 IS NULL OR landing IN (SELECT value FROM json_each(?2)))
           GROUP BY ${column} ORDER BY "submit" DESC, "view" DESC, name LIMIT ${most}`;
}
