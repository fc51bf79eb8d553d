import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayFine } from "../complaints.ts";
import { Page, When } from "../desk/frame.tsx";
import { type Column, Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { choices, type Period } from "../funnel/period.ts";
import { MailingFigures } from "./figures.tsx";
import { findMailing } from "./mailing.ts";
import { deliveryRate } from "./rates.ts";
import type { Told } from "./read-figures.ts";
import { arrivedOf, type MailingCounts } from "./store-figures.ts";

const path = "/admin/mail/figures";

/** What the mailings of a period came to, the last sent first. */
export const FiguresPage: FC<{ view: View; rows: readonly MailingCounts[]; period: Period }> = ({
  view,
  rows,
  period,
}) => {
  const words = view.texts.mailFigures;
  const days = period.choice === null ? {} : { days: String(period.choice) };
  return (
    <Page view={view} title={words.title} current="figures">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <nav aria-label={view.words.steps.period}>
        <ul class="choices">
          {choices.map((choice) => (
            <li>
              <a
                href={view.link(path, { days: String(choice) })}
                aria-current={choice === period.choice ? "true" : undefined}
              >
                {choice === 365 ? view.words.steps.year : fill(view.words.steps.days, { n: choice })}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {rows.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <>
          <Mailings view={view} rows={rows} />
          <p class="more">
            <a href={view.link(`${path}.csv`, days)}>{words.list.csv}</a>
          </p>
        </>
      )}
      <p class="soft prose note">{words.note}</p>
    </Page>
  );
};

const Mailings: FC<{ view: View; rows: readonly MailingCounts[] }> = ({ view, rows }) => {
  const words = view.texts.mailFigures;
  const { locale } = view.reading;
  const count = (name: "submitted" | "confirmed" | "redeemed" | "unsubscribed" | "complained") => ({
    head: words.columns[name],
    class: "n",
    cell: (row: MailingCounts) => sayNumber(row[name], locale),
  });
  const columns: Column<MailingCounts>[] = [
    {
      head: words.list.mailing,
      cell: ({ mailing }) => (
        <a href={view.link(path, { mailing })}>
          {mailingTitle(view, mailing)}
          <small> {subjectOf(view, mailing)}</small>
        </a>
      ),
    },
    {
      head: words.list.last,
      class: "nowrap alone",
      cell: ({ lastAt }) => (lastAt === null ? "–" : <When at={lastAt} view={view} />),
    },
    { head: words.columns.sent, class: "n", cell: ({ sent }) => sayNumber(sent, locale) },
    { head: words.rates.delivery.name, class: "n", cell: (row) => rateOf(deliveryRate(row), locale) },
    {
      head: words.rates.click.name,
      class: "n",
      cell: (row) => (
        <>
          {sayNumber(row.pressed, locale)} <small>{sayFine(row.pressed, arrivedOf(row), locale)}</small>
        </>
      ),
    },
    ...(["submitted", "confirmed", "redeemed", "unsubscribed", "complained"] as const).map(count),
  ];
  return <Table class="counts" caption={words.title} rows={[...rows]} columns={columns} />;
};

function rateOf(judged: ReturnType<typeof deliveryRate>, locale: View["reading"]["locale"]): string {
  return judged === null ? "–" : sayFine(judged.part, judged.whole, locale);
}

/** What one mailing came to. */
export const MailingPage: FC<{ view: View; told: Told }> = ({ view, told }) => {
  const title = mailingTitle(view, told.figures.mailing);
  return (
    <Page view={view} title={title} current="figures">
      <h1>{title}</h1>
      <p class="soft">{told.subjects.join(" / ")}</p>
      <h2>{view.texts.campaigns.results.title}</h2>
      <MailingFigures view={view} told={told} />
      <p class="more">
        <a href={view.link(path)}>{view.texts.mailFigures.back}</a>
      </p>
    </Page>
  );
};

/** What the desk calls a mailing: a campaign by its name, a mail of a sequence by both of its names. */
export function mailingTitle(view: View, mailing: string): string {
  const [, name = mailing, step] = mailing.split("/");
  if (step === undefined) return name;
  const sequence = view.catalog.sequences[name]?.title ?? name;
  return fill(view.texts.mailFigures.list.sequence, { sequence, step });
}

function subjectOf({ catalog }: View, mailing: string): string {
  return findMailing(catalog, mailing)?.subjects[0] ?? "";
}
