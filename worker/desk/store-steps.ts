import { type Step, steps } from "../store/steps.ts";

/** How often each step was taken by those of one landing or one source. */
export interface StepRow extends Record<Step, number> {
  name: string;
}

/** Steps from `day` on, by landing and by source, most submissions first. */
export async function readSteps(
  db: D1Database,
  day: string,
): Promise<{ landings: StepRow[]; sources: StepRow[] }> {
  const [landings, sources] = await db.batch<StepRow>([
    db.prepare(sumBy("landing")).bind(day),
    db.prepare(sumBy("source")).bind(day),
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

// One pass over the days for all six steps; the column is one of two names of ours, never a visitor's text.
function sumBy(column: "landing" | "source"): string {
  const sums = steps.map((step) => `coalesce(sum(n) FILTER (WHERE step = '${step}'), 0) AS "${step}"`);
  return `SELECT ${column} AS name, ${sums.join(", ")} FROM step_count WHERE day >= ?1
           GROUP BY ${column} ORDER BY "submit" DESC, "view" DESC, name LIMIT 200`;
}
