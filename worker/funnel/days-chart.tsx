import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { addDays, formatter, startOfDay } from "../calendar.ts";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { mostDays, type Period } from "./period.ts";
import { sayShare } from "./rates.ts";
import { type StepRow, sumSteps } from "./store-steps.ts";

const [bar, gap, height] = [8, 2, 64];

/** Submissions day by day, or month by month: bars without anything around them, and the same as a table to unfold. */
export const DaysChart: FC<{ view: View; period: Period; rows: readonly StepRow[] }> = ({
  view,
  period,
  rows,
}) => {
  const words = view.texts.funnel.days;
  const { locale } = view.reading;
  const all = filled(period, rows);
  const by = period.length > mostDays ? "month" : "day";
  const most = Math.max(0, ...all.map(({ submit }) => submit));
  const n = sayNumber(sumSteps(all, "").submit, locale);
  const label = fill(by === "day" ? words.chart : words.chartMonths, { n, most: sayNumber(most, locale) });
  const say = (name: string) => sayPlace(view, name);
  return (
    <figure class="days by-day">
      <svg
        viewBox={`0 0 ${all.length * (bar + gap) - gap} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {all.map(({ submit }, place) => {
          // A day without any keeps a hair, so that it is seen to be there.
          const tall = submit === 0 ? 1 : Math.max(3, (submit / most) * height);
          const y = Math.round((height - tall) * 10) / 10;
          return (
            <rect
              x={place * (bar + gap)}
              y={y}
              width={bar}
              height={Math.round(tall * 10) / 10}
              fill-opacity={submit === 0 ? 0.35 : undefined}
            />
          );
        })}
      </svg>
      <figcaption>
        <span>{say(all[0]?.name ?? period.from)}</span>
        <span>{fill(words.most, { n: sayNumber(most, locale) })}</span>
        <span>{say(all.at(-1)?.name ?? period.until)}</span>
      </figcaption>
      <details>
        <summary>{by === "day" ? words.table : words.tableMonths}</summary>
        <Table
          class="pairs"
          caption={by === "day" ? words.table : words.tableMonths}
          rows={all.toReversed()}
          columns={[
            { head: by === "day" ? words.day : words.month, cell: ({ name }) => say(name) },
            { head: view.words.stepNames.view, class: "n", cell: (row) => sayNumber(row.view, locale) },
            { head: view.words.stepNames.submit, class: "n", cell: (row) => sayNumber(row.submit, locale) },
            { head: words.rate, class: "n", cell: (row) => sayShare(row.submit, row.view, locale) },
          ]}
        />
      </details>
    </figure>
  );
};

/** `rows`, and an empty one for each day or month between them on which nothing was counted. */
function filled({ from, until, length }: Period, rows: readonly StepRow[]): StepRow[] {
  const known = new Map(rows.map((row) => [row.name, row]));
  const days = Array.from({ length }, (_, place) => addDays(from, place));
  const names = length > mostDays ? [...new Set(days.map((day) => day.slice(0, 7)))] : days;
  return names.filter((name) => name <= until).map((name) => known.get(name) ?? sumSteps([], name));
}

function sayPlace(view: View, name: string): string {
  const { locale, timeZone } = view.reading;
  const tag = locale === "en" ? "en-GB" : "it-IT";
  const style =
    name.length === 7
      ? ({ month: "short", year: "numeric" } as const)
      : ({ day: "numeric", month: "short" } as const);
  const moment = startOfDay(name.length === 7 ? `${name}-01` : name, timeZone);
  return formatter(tag, { timeZone, ...style }).format(moment);
}
