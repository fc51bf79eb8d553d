import type { FC } from "hono/jsx";
import { type Column, Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber, sayRate } from "../desk/when.ts";
import { type Step, steps } from "../store/steps.ts";
import type { StepRow } from "./store-steps.ts";

/** Steps of landings or sources as a table, numbers with their rates, and all of them at its foot. */
export const StepTable: FC<{
  view: View;
  caption: string;
  head: string;
  rows: StepRow[];
  total?: StepRow;
  nameOf: (name: string) => string;
}> = ({ view, caption, head, rows, total, nameOf }) => {
  const columns: Column<StepRow>[] = [
    {
      head,
      cell: (row) => (row === total ? view.words.steps.total : nameOf(row.name)),
    },
    ...stepColumns<StepRow>(view, (row) => row),
  ];
  return (
    <Table
      class="counts"
      caption={caption}
      columns={columns}
      rows={rows}
      {...(total === undefined ? {} : { foot: total })}
    />
  );
};

/** A column for each step of the row that `stepsOf` finds, the number with its rate. */
export function stepColumns<Row>(view: View, stepsOf: (row: Row) => StepRow): Column<Row>[] {
  return steps.map((step) => ({
    head: view.words.stepNames[step],
    class: "n",
    cell: (found) => {
      const row = stepsOf(found);
      return (
        <>
          {sayNumber(row[step], view.reading.locale)}
          {row[step] === 0 ? null : <small>{rateOf(row, step, view)}</small>}
        </>
      );
    },
  }));
}

/** The funnel as a drawing that narrows from step to step, each with its number beside it. */
export const Funnel: FC<{ view: View; row: StepRow }> = ({ view, row }) => {
  const widest = Math.max(1, ...steps.map((step) => row[step]));
  return (
    <ol class="funnel">
      {steps.map((step, place) => {
        const own = row[step];
        const next = row[steps[place + 1] ?? step];
        // Files fetched on the page need no confirmed address, so a later step may be the larger one.
        const after = next === 0 || next > own ? own : next;
        return (
          <li>
            <span>{view.words.stepNames[step]}</span>
            {/* The words on both sides say all that the drawing shows. */}
            <svg viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <polygon points={narrowing(own / widest, after / widest)} fill-opacity={1 - place * 0.09} />
            </svg>
            <span class="n">{sayNumber(row[step], view.reading.locale)}</span>
            <span class="rate">{rateOf(row, step, view)}</span>
          </li>
        );
      })}
    </ol>
  );
};

/** Views are the whole of starts and submissions, submissions of all that follows them. */
function rateOf(row: StepRow, step: Step, view: View): string {
  switch (step) {
    case "view":
      return "";
    case "start":
    case "submit":
      return sayRate(row[step], row.view, view.reading.locale);
    case "confirm":
    case "download":
    case "redeem":
      return sayRate(row[step], row.submit, view.reading.locale);
  }
}

/** A shape as wide as `from` above and as `to` below; what is not nothing is at least a line. */
function narrowing(from: number, to: number): string {
  const above = from === 0 ? 0 : Math.max(0.6, from * 100);
  const below = to === 0 ? 0 : Math.max(0.6, to * 100);
  const corners = [
    [100 - above, 0],
    [100 + above, 0],
    [100 + below, 19],
    [100 - below, 19],
  ];
  return corners.map(([x = 0, y = 0]) => `${Math.round(x * 10) / 10},${y}`).join(" ");
}
