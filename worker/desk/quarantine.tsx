import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Page, When } from "./frame.tsx";
import type { QuarantinedRow } from "./store-quarantine.ts";
import { answersIn, answerText } from "./stored.ts";
import { Table } from "./table.tsx";
import { landingTitle, type View } from "./view.ts";

/** How many posts the page shows. */
export const quarantinedShown = 100;

/** How many one press lets in: each asks the database four times, of fifty on the free plan. */
export const releasedAtOnce = 10;

/** Posts that look like a program's, so that a person who was taken for one is not lost. */
export const QuarantinePage: FC<{ view: View; rows: QuarantinedRow[]; said?: string | undefined }> = (
  props,
) => {
  const { view, rows, said } = props;
  const words = view.words.quarantine;
  return (
    <Page view={view} title={words.title} current="quarantine">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      {said === undefined ? null : (
        <p class="said" role="status">
          {said}
        </p>
      )}
      {rows.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <section>
          <Table
            class="suspects"
            caption={words.title}
            rows={rows}
            columns={[
              {
                head: words.when,
                class: "nowrap",
                cell: (row) => <When at={row.at} view={view} />,
              },
              {
                head: words.landing,
                cell: (row) => landingTitle(view.catalog, row.landing),
              },
              { head: words.reason, cell: (row) => reasonOf(row.suspicion, view) },
              {
                head: words.answers,
                labelled: false,
                cell: (row) => <div class="answer">{summary(row.answers)}</div>,
              },
              { head: words.actions, labelled: false, cell: (row) => <Actions view={view} row={row} /> },
            ]}
          />
          {rows.length < 2 ? null : (
            <form class="more" method="post" action={view.link("/admin/quarantine/release")}>
              {rows.slice(0, releasedAtOnce).map(({ id }) => (
                <input type="hidden" name="id" value={id} />
              ))}
              <button class="plain" type="submit">
                {fill(words.releaseAll, { n: Math.min(rows.length, releasedAtOnce) })}
              </button>
            </form>
          )}
          {rows.length < quarantinedShown ? null : (
            <p class="more soft">{fill(words.more, { n: quarantinedShown })}</p>
          )}
        </section>
      )}
    </Page>
  );
};

/** Let in, or away with it: one press each. */
const Actions: FC<{ view: View; row: QuarantinedRow }> = ({ view, row }) => {
  const words = view.words.quarantine;
  const to = (act: string) => view.link(`/admin/quarantine/${row.id}/${act}`);
  return (
    <div class="acts">
      <form method="post" action={to("release")}>
        <button class="plain" type="submit">
          {words.release}
        </button>
      </form>
      <form method="post" action={to("delete")}>
        <button class="plain quiet-act" type="submit">
          {words.remove}
        </button>
      </form>
    </div>
  );
};

function reasonOf(suspicion: string, view: View): string {
  return new Map(Object.entries(view.words.quarantine.reasons)).get(suspicion) ?? suspicion;
}

function summary(answers: string): string {
  return Object.entries(answersIn(answers))
    .map(([name, answer]) => `${name}: ${answerText(answer)}`)
    .join(" · ");
}
