import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Figures } from "../desk/figures.tsx";
import { Empty } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import { type Column, Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber, sayRate, sayWhen } from "../desk/when.ts";
import type { Lists } from "./count.ts";
import { bands, type ListCount, standings } from "./count-sql.ts";
import { Hygiene } from "./hygiene.tsx";
import { Sources } from "./sources.tsx";
import type { HygieneCounts } from "./store-hygiene.ts";

interface Props {
  view: View;
  /** Null: long lists that are being counted for the first time. */
  lists: Lists | null;
  hygiene: HygieneCounts;
  purpose: string;
}

/** Lists in figures: whom one can write to, their age, their silence, and where they come from. */
export const ListsPage: FC<Props> = ({ view, lists, hygiene, purpose }) => {
  const words = view.texts.lists;
  const all = lists?.counts.find(({ kind }) => kind === "all");
  return (
    <Page view={view} title={words.title} current="lists">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      {lists === null ? (
        <Empty text={words.counting} />
      ) : all === undefined ? (
        <Empty text={words.empty} />
      ) : (
        <Counted view={view} lists={lists} all={all} hygiene={hygiene} purpose={purpose} />
      )}
      <Hygiene view={view} counts={hygiene} />
    </Page>
  );
};

const Counted: FC<Props & { lists: Lists; all: ListCount }> = ({ view, lists, all, hygiene, purpose }) => {
  const words = view.texts.lists;
  const { reading } = view;
  const say = (n: number) => sayNumber(n, reading.locale);
  const of = (kind: ListCount["kind"]) => lists.counts.filter((count) => count.kind === kind);
  const inOrder = (kind: ListCount["kind"], keys: readonly (string | number)[]) =>
    keys.flatMap((key) => of(kind).filter((count) => count.key === String(key)));
  const common = { view, all };
  return (
    <>
      {lists.at === null ? null : (
        <p class="soft">{fill(words.counted, { when: sayWhen(lists.at, reading) })}</p>
      )}
      <Figures
        rows={[
          [words.all, say(all.n), null],
          [
            words.open,
            say(all.open),
            `${sayRate(all.open, all.n, reading.locale)} · ${fill(words.openNote, { purpose })}`,
          ],
          [words.bounced, say(all.bounced), words.bouncedNote],
          [words.complained, say(all.complained), words.complainedNote],
        ]}
      />
      <Breakdown
        {...common}
        title={words.standing}
        names={words.standings}
        rows={inOrder("standing", standings)}
        plain
      />
      <Breakdown
        {...common}
        title={words.age}
        text={words.ageText}
        names={words.bands}
        rows={inOrder("age", [...bands, "more"])}
      />
      <Breakdown
        {...common}
        title={words.activity}
        text={words.activityText}
        names={words.bands}
        rows={inOrder("activity", [...bands, "more"])}
      />
      <Breakdown
        {...common}
        title={words.market}
        text={words.marketText}
        names={view.texts.segments.markets}
        rows={inOrder("market", ["b2b", "b2c", "unknown"])}
        where="market"
      />
      <Sources view={view} all={all} rows={of("source")} imports={hygiene.imports} />
    </>
  );
};

interface BreakdownProps {
  view: View;
  all: ListCount;
  title: string;
  text?: string;
  names: Record<string, string>;
  rows: ListCount[];
  /** Whether it says itself who can be written to. */
  plain?: boolean;
  /** The field of a segment by which each row opens its leads. */
  where?: string;
}

const Breakdown: FC<BreakdownProps> = ({ view, all, title, text, names, rows, plain, where }) => {
  const words = view.texts.lists;
  const { locale } = view.reading;
  const columns: Column<ListCount>[] = [
    {
      head: title,
      cell: ({ key }) =>
        where === undefined ? (
          (names[key] ?? key)
        ) : (
          <a href={view.link("/admin/leads", { where: `${where}~is~${key}` })}>{names[key] ?? key}</a>
        ),
    },
    { head: words.people, class: "n", cell: ({ n }) => sayNumber(n, locale) },
    { head: words.share, class: "n", cell: ({ n }) => sayRate(n, all.n, locale) },
    ...(plain === true
      ? []
      : [{ head: words.reachable, class: "n", cell: ({ open }: ListCount) => sayNumber(open, locale) }]),
  ];
  return (
    <section>
      <h2>{title}</h2>
      {text === undefined ? null : <p class="soft prose">{text}</p>}
      <Table class="counts" caption={title} rows={rows} columns={columns} />
    </section>
  );
};
