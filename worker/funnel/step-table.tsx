import type { Child, FC } from "hono/jsx";
import { type Column, Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { type Step, steps } from "../store/steps.ts";
import { sayChange, sayShare } from "./rates.ts";
import type { StepRow } from "./store-steps.ts";

/** Steps of landings, stages, campaigns or sources as a table, numbers with their rates, and all of them at its foot. */
export const StepTable: FC<{
  view: View;
  caption: string;
  head: string;
  rows: StepRow[];
  total?: StepRow;
  /** The same of the period before, by name; the foot's under the foot's own. */
  before?: ReadonlyMap<string, StepRow>;
  nameOf: (name: string) => Child;
}> = ({ view, caption, head, rows, total, before, nameOf }) => {
  const { locale } = view.reading;
  const words = view.texts.funnel;
  const compared: Column<StepRow> = {
    head: words.compared,
    class: "n compared",
    cell: ({ name, submit }) => (
      <small>{sayChange(submit, before?.get(name)?.submit ?? 0, words.change, locale)}</small>
    ),
  };
  const columns: Column<StepRow>[] = [
    { head, cell: (row) => (row === total ? view.words.steps.total : nameOf(row.name)) },
    ...steps.map((step) => ({
      head: view.words.stepNames[step],
      class: "n",
      cell: (row: StepRow) => (
        <>
          {sayNumber(row[step], locale)}
          {row[step] === 0 || step === "view" ? null : <small>{rateOf(row, step, view)}</small>}
        </>
      ),
    })),
    ...(before === undefined ? [] : [compared]),
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

/** Views are the whole of starts and submissions, submissions of all that follows them. */
function rateOf(row: StepRow, step: Step, view: View): string {
  switch (step) {
    case "view":
      return "";
    case "start":
    case "submit":
      return sayShare(row[step], row.view, view.reading.locale);
    case "confirm":
    case "download":
    case "redeem":
      return sayShare(row[step], row.submit, view.reading.locale);
  }
}
