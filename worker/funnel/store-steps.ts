import { type Step, steps } from "../store/steps.ts";
import { always, type Days, piecesOf } from "./period.ts";

/** How often each step was taken by those of one landing, one source or one day. */
export interface StepRow extends Record<Step, number> {
  name: string;
}

/** Days that are counted by themselves, under a key of the reader's own. */
export interface KeyedDays extends Days {
  key: string;
}

/** Steps of a landing or a source, within the days of `key`. */
interface KeyedRow extends StepRow {
  key: string;
}

/** Which steps are counted; null: all. */
export interface Among {
  landings: readonly string[] | null;
  source: string | null;
}

const everywhere: Among = { landings: null, source: null };

/** Steps from `day` on, by landing and by source, most submissions first. */
export async function readSteps(
  db: D1Database,
  day: string,
): Promise<{ landings: StepRow[]; sources: StepRow[] }> {
  const spans = [{ key: "", from: day, until: always.until }];
  const [landings = [], sources = []] = await readBy(db, ["landing", "source"], spans, everywhere);
  return { landings, sources };
}

/** Steps within each of `spans`, by each of `columns`, most submissions first. */
export async function readBy(
  db: D1Database,
  columns: readonly ("landing" | "source")[],
  spans: readonly KeyedDays[],
  among: Among,
): Promise<KeyedRow[][]> {
  const pieces = spans.map((span) => ({ key: span.key, ...piecesOf(span) }));
  const days = pieces.flatMap(({ key, days }) => days.map((piece) => ({ key, ...piece })));
  const months = pieces.flatMap(({ key, months }) => (months === null ? [] : [{ key, ...months }]));
  const bound = [JSON.stringify(days), JSON.stringify(months), ...boundTo(among)];
  const found = await db.batch<KeyedRow>(
    columns.map((column) => db.prepare(stepsSql(column)).bind(...bound)),
  );
  return found.map(({ results }) => results);
}

/** Steps of each day; of each month, where the days are more than a chart can show. */
export async function readDays(db: D1Database, { from, until }: Days, among: Among, by: "day" | "month") {
  const [table, first, last] =
    by === "day" ? ["step_count", from, until] : ["step_month", from.slice(0, 7), until.slice(0, 7)];
  const found = await db
    .prepare(
      `SELECT ${by} AS name, ${sums} FROM ${table} WHERE ${by} >= ?1 AND ${by} <= ?2
          AND (?3 IS NULL OR landing IN (SELECT value FROM json_each(?3))) AND (?4 IS NULL OR source = ?4)
        GROUP BY ${by} ORDER BY ${by}`,
    )
    .bind(first, last, ...boundTo(among))
    .all<StepRow>();
  return found.results;
}

/** All rows in one. */
export function sumSteps(rows: readonly StepRow[], name: string): StepRow {
  const sum: StepRow = { name, view: 0, start: 0, submit: 0, confirm: 0, download: 0, redeem: 0 };
  for (const row of rows) for (const step of steps) sum[step] += row[step];
  return sum;
}

/** `rows`, and an empty one for each of `landings` that nobody has visited: a new page is in the report at once. */
export function withQuiet(rows: readonly StepRow[], landings: Iterable<string>): StepRow[] {
  const counted = new Set(rows.map((row) => row.name));
  const quiet = [...landings].filter((landing) => !counted.has(landing)).sort();
  return [...rows, ...quiet.map((landing) => sumSteps([], landing))];
}

function boundTo({ landings, source }: Among) {
  return [landings === null ? null : JSON.stringify(landings), source];
}

// One pass over the days for all six steps.
const sums = steps
  .map((step) => `coalesce(sum(n) FILTER (WHERE step = '${step}'), 0) AS "${step}"`)
  .join(", ");

/** The statement behind `readBy`; ?1 days and ?2 months with their keys, ?3 landings, ?4 the source. */
function stepsSql(column: "landing" | "source"): string {
  const spans = (name: string, place: number) => `${name} AS MATERIALIZED (
      SELECT value ->> 'key' AS key, value ->> 'from' AS since, value ->> 'until' AS last FROM json_each(?${place}))`;
  const from = (span: string, table: string, unit: string) => `
      SELECT key, ${column} AS name, landing, step, source, n
        FROM ${span} CROSS JOIN ${table} ON ${unit} >= since AND ${unit} <= last`;
  // The column is one of two names of ours, never a visitor's text.
  return `WITH ${spans("days", 1)}, ${spans("months", 2)}, taken AS (
      ${from("days", "step_count", "day")} UNION ALL ${from("months", "step_month", "month")})
    SELECT name, key, ${sums} FROM taken
     WHERE (?3 IS NULL OR landing IN (SELECT value FROM json_each(?3))) AND (?4 IS NULL OR source = ?4)
     GROUP BY name, key ORDER BY "submit" DESC, "view" DESC, name LIMIT 1000`;
}
