import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { dayIn, sayDay } from "../calendar.ts";
import { Empty, ErrorSummary, Field, type Problem, Said, Select } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { nameOf } from "../desk/person.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { daysLeft } from "./due.ts";
import { channels, type RequestRow, requestKinds } from "./store-requests.ts";

/** How many closed requests one page shows. */
export const closedPerPage = 30;

/** What was typed into the form, where it comes back. */
export type Typed = Readonly<Record<"kind" | "contact" | "channel" | "day" | "note", string>>;

interface Props {
  view: View;
  open: RequestRow[];
  closed: RequestRow[];
  typed: Typed;
  problems: readonly Problem[];
}

/** The requests that wait, the most urgent first; the form that enters one; those that are over. */
export const RequestsPage: FC<Props> = ({ view, open, closed, typed, problems }) => {
  const words = view.texts.requests;
  const shown = closed.slice(0, closedPerPage);
  const last = closed.length > closedPerPage ? shown.at(-1) : undefined;
  return (
    <Page view={view} title={words.title} current="requests">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <Said view={view} words={words.said} />
      <ErrorSummary view={view} problems={problems} />
      <section>
        <h2>{words.open}</h2>
        {open.length === 0 ? <Empty text={words.none} /> : <Open view={view} rows={open} />}
      </section>
      <section class="deeds">
        <details open={problems.length > 0 || open.length + closed.length === 0}>
          <summary>{words.add.title}</summary>
          <Add view={view} typed={typed} problems={problems} />
        </details>
      </section>
      <section>
        <h2>{words.closed}</h2>
        {shown.length === 0 ? <p class="soft">{words.noneClosed}</p> : <Closed view={view} rows={shown} />}
        {last === undefined ? null : (
          <p class="more">
            <a href={view.link("/admin/requests", { before: String(last.done_at) })}>{words.earlier}</a>
          </p>
        )}
      </section>
    </Page>
  );
};

const Open: FC<{ view: View; rows: RequestRow[] }> = ({ view, rows }) => {
  const words = view.texts.requests;
  return (
    <Table
      class="requests"
      caption={words.open}
      rows={rows}
      columns={[
        { head: words.kind, cell: (row) => <KindLink view={view} row={row} /> },
        { head: words.who, labelled: false, cell: (row) => whoIn(row, view) },
        {
          head: words.came,
          cell: (row) => (
            <>
              <When at={row.received_at} view={view} /> <small>{words.channels[row.channel]}</small>
            </>
          ),
        },
        {
          head: words.due,
          class: "n",
          cell: (row) => (
            <>
              {sayDay(row.due_at, view.reading.locale, view.reading.timeZone)}
              <small>
                <Left view={view} row={row} />
                {row.extended_at === null ? null : `, ${words.extended}`}
              </small>
            </>
          ),
        },
      ]}
    />
  );
};

const Closed: FC<{ view: View; rows: RequestRow[] }> = ({ view, rows }) => {
  const words = view.texts.requests;
  return (
    <Table
      class="requests"
      caption={words.closed}
      rows={rows}
      columns={[
        { head: words.kind, cell: (row) => <KindLink view={view} row={row} /> },
        { head: words.who, labelled: false, cell: (row) => whoIn(row, view) },
        { head: words.came, cell: (row) => words.channels[row.channel] },
        {
          head: words.ended,
          class: "n",
          labelled: false,
          cell: (row) => (
            <>
              {row.outcome === null ? null : words.outcomes[row.outcome]}{" "}
              <small>{row.done_at === null ? null : <When at={row.done_at} view={view} />}</small>
            </>
          ),
        },
      ]}
    />
  );
};

const KindLink: FC<{ view: View; row: RequestRow }> = ({ view, row }) => (
  <a href={view.link(`/admin/requests/${row.id}`)}>{view.texts.requests.kinds[row.kind]}</a>
);

/** How long there is still; in the colour of alarms where it is nearly over. */
export const Left: FC<{ view: View; row: Pick<RequestRow, "due_at"> }> = ({ view, row }) => {
  const days = daysLeft(row.due_at, view.reading.now, view.reading.timeZone);
  return <span class={days <= 5 ? "late" : undefined}>{sayLeft(days, view)}</span>;
};

/** So many days in words. */
export function sayLeft(days: number, view: View): string {
  const { left } = view.texts.requests;
  if (days < -1) return fill(left.over, { n: -days });
  if (days < 0) return left.overOne;
  if (days === 0) return left.today;
  return days === 1 ? left.one : fill(left.many, { n: days });
}

/** What to call whoever asks. */
export function whoIn(row: RequestRow, view: View): string {
  const words = view.texts.requests;
  if (row.lead_id === null) return row.contact ?? words.stranger;
  return row.erased_at === null ? nameOf(row, view) : words.erased;
}

const Add: FC<Pick<Props, "view" | "typed" | "problems">> = ({ view, typed, problems }) => {
  const words = view.texts.requests;
  const common = { view, problems };
  const today = dayIn(view.reading.now, view.reading.timeZone);
  return (
    <form class="take" method="post" action={view.link("/admin/requests")}>
      <Select
        {...common}
        name="kind"
        label={words.add.kind}
        required
        value={typed.kind}
        options={requestKinds.map((kind) => [kind, words.kinds[kind]] as const)}
      />
      <Field
        {...common}
        name="contact"
        label={words.add.contact}
        hint={words.add.contactHint}
        required
        value={typed.contact}
        more={{ maxlength: 254, autocomplete: "off" }}
      />
      <Select
        {...common}
        name="channel"
        label={words.add.channel}
        required
        value={typed.channel}
        options={channels.map((channel) => [channel, words.channels[channel]] as const)}
      />
      <Field
        {...common}
        name="day"
        type="date"
        label={words.add.day}
        required
        value={typed.day || today}
        more={{ max: today }}
      />
      <Field
        {...common}
        name="note"
        type="textarea"
        label={words.add.note}
        value={typed.note}
        more={{ maxlength: 2000 }}
      />
      <button class="button" type="submit">
        {words.add.button}
      </button>
    </form>
  );
};
