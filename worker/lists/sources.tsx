import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber, sayRate } from "../desk/when.ts";
import type { ListCount } from "./count-sql.ts";

/** Sources that are shown one by one; the rest together. */
const mostShown = 30;

/** What makes a source one to look at: of a hundred addresses, and of a thousand; of fewer than these it means nothing. */
const limits = { bounced: 0.02, complained: 0.001, least: 50 };

/** Whether a source brings addresses that harm: too many that do not exist, or too many complaints. */
export function isBad({ n, bounced, complained }: ListCount): boolean {
  return n >= limits.least && (bounced / n > limits.bounced || complained / n > limits.complained);
}

interface Props {
  view: View;
  all: ListCount;
  rows: readonly ListCount[];
  imports: readonly { key: string; name: string }[];
}

/** The share of every source, and what became of its addresses. */
export const Sources: FC<Props> = ({ view, all, rows, imports }) => {
  const words = view.texts.lists;
  const { locale } = view.reading;
  const most = rows.toSorted((one, other) => other.n - one.n || (one.key < other.key ? -1 : 1));
  const rest = most.slice(mostShown);
  const shown = [...most.slice(0, mostShown), ...(rest.length === 0 ? [] : [together(rest)])];
  const rate = (part: number, n: number) => <small>{sayRate(part, n, locale)}</small>;
  const cell = (key: "open" | "confirmed" | "bounced" | "complained") => (row: ListCount) => (
    <>
      {sayNumber(row[key], locale)} {rate(row[key], row.n)}
    </>
  );
  const nameOf = ({ key }: ListCount) => {
    if (key === othersKey) return fill(words.others, { n: rest.length });
    const file = imports.find((one) => one.key === key);
    if (file !== undefined)
      return (
        <a href={view.link(`/admin/imports/${key.slice("import:".length)}`)}>
          {fill(words.import, { name: file.name })}
        </a>
      );
    return key === "" ? words.direct : key.replace(/^https?:\/\//, "").replace(/\/$/, "");
  };
  return (
    <section>
      <h2>{words.source}</h2>
      <p class="soft prose">{words.sourceText}</p>
      <Table
        class="counts"
        caption={words.source}
        rows={shown}
        columns={[
          {
            head: words.source,
            cell: (row) => (
              <>
                {nameOf(row)}
                {isBad(row) ? <small class="flag"> {words.watch}</small> : null}
              </>
            ),
          },
          {
            head: words.people,
            class: "n",
            cell: ({ n }) => (
              <>
                {sayNumber(n, locale)} {rate(n, all.n)}
              </>
            ),
          },
          { head: words.reachable, class: "n", cell: cell("open") },
          { head: words.confirmed, class: "n", cell: cell("confirmed") },
          { head: words.back, class: "n", cell: cell("bounced") },
          { head: words.spam, class: "n", cell: cell("complained") },
        ]}
      />
      {shown.some(isBad) ? <p class="soft prose note">{words.watchText}</p> : null}
    </section>
  );
};

// No address and no utm_source begins with a space.
const othersKey = " ";

function together(rows: readonly ListCount[]): ListCount {
  const sum = (key: "n" | "open" | "confirmed" | "bounced" | "complained") =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    ...{ kind: "source", key: othersKey, n: sum("n"), open: sum("open") },
    ...{ confirmed: sum("confirmed"), bounced: sum("bounced"), complained: sum("complained") },
  };
}
