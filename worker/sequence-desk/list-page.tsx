import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Empty } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { SequenceStanding } from "../sequences/standing.ts";

/** All sequences in a row each: state, how many are under way, and how the others ended. */
export const SequencesPage: FC<{ view: View; sequences: readonly SequenceStanding[] }> = ({
  view,
  sequences,
}) => {
  const words = view.texts.sequences;
  const { columns } = words;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  return (
    <Page view={view} title={words.title} current="sequences">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      {sequences.length === 0 ? (
        <Empty text={words.empty} />
      ) : (
        <section>
          <Table
            class="mailings"
            caption={words.title}
            rows={[...sequences]}
            columns={[
              {
                head: columns.name,
                cell: ({ name, sequence }) => (
                  <>
                    <a href={view.link(`/admin/mail/sequences/${encodeURIComponent(name)}`)}>
                      {sequence?.title ?? name}
                    </a>
                    <small>{sequence === null ? words.gone : sayMails(sequence.steps.length, view)}</small>
                  </>
                ),
              },
              {
                head: columns.state,
                labelled: false,
                cell: ({ pausedAt }) =>
                  pausedAt === null ? (
                    words.states.running
                  ) : (
                    <>
                      <span class="is-paused">{words.states.paused}</span>
                      <small>
                        <When at={pausedAt} view={view} />
                      </small>
                    </>
                  ),
              },
              { head: columns.active, class: "n", cell: ({ active }) => say(active) },
              { head: columns.done, class: "n", cell: ({ done }) => say(done) },
              {
                head: columns.stopped,
                class: "ends",
                cell: ({ stopped, reasons }) => (
                  <>
                    {say(stopped)}
                    <small>{sayReasons(reasons, view)}</small>
                  </>
                ),
              },
            ]}
          />
        </section>
      )}
    </Page>
  );
};

function sayMails(n: number, view: View): string {
  const words = view.texts.sequences;
  return n === 1 ? words.mailsOne : fill(words.mails, { n });
}

/** Why people left before the end, the commonest reason first. */
function sayReasons(reasons: SequenceStanding["reasons"], view: View): string {
  return Object.entries(reasons)
    .toSorted(([, one], [, other]) => other - one)
    .map(([reason, n]) => `${sayNumber(n, view.reading.locale)} ${reasonName(reason, view)}`)
    .join(", ");
}

function reasonName(reason: string, view: View): string {
  return new Map(Object.entries(view.texts.sequences.reasons)).get(reason) ?? reason;
}

/** What ended a sequence for one person, in words. */
export function reasonOfOne(reason: string, view: View): string {
  return new Map(Object.entries(view.texts.sequences.reasonsOne)).get(reason) ?? reason;
}
