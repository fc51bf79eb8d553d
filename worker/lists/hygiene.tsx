import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { HygieneCounts } from "./store-hygiene.ts";

const day = 86_400;

/** What becomes of whoever has long been silent, and what is in the way of mails. */
export const Hygiene: FC<{ view: View; counts: HygieneCounts }> = ({ view, counts }) => {
  const words = view.texts.lists;
  const { hygiene } = view.catalog.site;
  const { locale } = view.reading;
  const days = (seconds: number) => fill(words.days, { n: sayNumber(Math.round(seconds / day), locale) });
  return (
    <>
      <section>
        <h2>{words.hygiene}</h2>
        {hygiene === undefined ? (
          <p class="soft prose">{words.hygieneOff}</p>
        ) : (
          <p class="soft prose">
            {fill(words.hygieneOn, { silent: days(hygiene.silent), answer: days(hygiene.answer) })}
          </p>
        )}
        {counts.asked.length > 0 ? (
          <Counts
            view={view}
            title={words.outcome}
            names={words.outcomes}
            head={words.people}
            rows={counts.asked}
          />
        ) : hygiene === undefined ? null : (
          <p class="empty">{words.nobodyAsked}</p>
        )}
      </section>
      <section>
        <h2>{words.blocks}</h2>
        <p class="soft prose">{words.blocksText}</p>
        {counts.blocks.length === 0 ? (
          <p class="empty">{words.noBlocks}</p>
        ) : (
          <Counts
            view={view}
            title={words.blocks}
            names={words.reasons}
            head={words.inboxes}
            rows={counts.blocks}
          />
        )}
      </section>
    </>
  );
};

interface CountsProps {
  view: View;
  title: string;
  names: Record<string, string>;
  head: string;
  rows: { key: string; n: number }[];
}

const Counts: FC<CountsProps> = ({ view, title, names, head, rows }) => (
  <Table
    class="counts"
    caption={title}
    rows={rows}
    columns={[
      { head: title, cell: ({ key }) => names[key] ?? key },
      { head, class: "n", cell: ({ n }) => sayNumber(n, view.reading.locale) },
    ]}
  />
);
