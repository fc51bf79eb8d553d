import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { BouncedRow, ReportRow } from "../store/mail-report.ts";
import type { Problem } from "./form-parts.tsx";
import { Page, When } from "./frame.tsx";
import { MailHealth } from "./mail-health.tsx";
import { Held, type HeldMails, LastStop } from "./mail-held.tsx";
import { Returned } from "./mail-returned.tsx";
import type { MailRow, PausedRow } from "./store-mail.ts";
import { type Column, Table } from "./table.tsx";
import { landingTitle, type View } from "./view.ts";

/** How many mails of each list the page shows. */
export const mailsShown = 100;

/** What Mail tells. */
export interface Mails {
  waiting: MailRow[];
  dead: MailRow[];
  paused: PausedRow[];
  returned: BouncedRow[];
  report: ReportRow[];
  held: HeldMails;
  /** The name of the way out; null where there is none. */
  mailer: string | null;
}

/** What needs the owner's hand, and what waits for its turn. */
export const MailPage: FC<{ view: View; mails: Mails; problems?: readonly Problem[] }> = ({
  view,
  mails,
  problems = [],
}) => {
  const words = view.outbox.mail;
  const { waiting, dead, paused, held } = mails;
  return (
    <Page view={view} title={words.title} current="health">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <Said view={view} />
      <Held view={view} held={held} problems={problems} />
      {waiting.length + dead.length + paused.length === 0 && !held.isOn ? (
        <p class="empty">{words.nothing}</p>
      ) : null}
      {paused.length === 0 ? null : <Paused view={view} rows={paused} />}
      {dead.length === 0 ? null : <Dead view={view} rows={dead} />}
      {waiting.length === 0 ? null : (
        <section>
          <h2>{words.waiting}</h2>
          <Table
            class="mails"
            caption={words.waiting}
            rows={waiting}
            columns={[
              ...mailColumns(view),
              { head: words.next, class: "nowrap", cell: (row) => <Next view={view} at={row.nextAt} /> },
            ]}
          />
          <More view={view} rows={waiting} />
        </section>
      )}
      <MailHealth view={view} rows={mails.report} mailer={mails.mailer} />
      <LastStop view={view} held={held} />
      <Returned view={view} rows={mails.returned} />
    </Page>
  );
};

/** What was just done about mails that were held. */
const Said: FC<{ view: View }> = ({ view }) => {
  const { done, unheld } = view.texts.mailHealth.held;
  const text = view.said === "done" ? done : view.said === "unheld" ? unheld : null;
  return text === null ? null : (
    <p class="said" role="status">
      {text}
    </p>
  );
};

const Paused: FC<{ view: View; rows: PausedRow[] }> = ({ view, rows }) => {
  const words = view.outbox.mail;
  return (
    <section>
      <h2>{words.paused}</h2>
      <p class="soft prose">{words.pausedText}</p>
      <ul class="held">
        {rows.map(({ landing, n, since }) => (
          <li>
            <div>
              <strong>{landingTitle(view.catalog, landing)}</strong>
              <small>
                {n === 1 ? words.pausedOne : fill(words.pausedMany, { n })}, {words.since.toLowerCase()}{" "}
                <When at={since} view={view} />
              </small>
            </div>
            <Acts
              view={view}
              acts={[
                { to: "/admin/mail/release", label: words.release, landing },
                { to: "/admin/mail/drop", label: words.drop, landing },
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Dead: FC<{ view: View; rows: MailRow[] }> = ({ view, rows }) => {
  const words = view.outbox.mail;
  return (
    <section>
      <h2>{words.dead}</h2>
      <p class="soft prose">{words.deadText}</p>
      <Table
        class="mails"
        caption={words.dead}
        rows={rows}
        columns={[
          ...mailColumns(view),
          { head: words.since, class: "nowrap", cell: (row) => <When at={row.createdAt} view={view} /> },
          {
            head: "",
            labelled: false,
            cell: ({ id }) => (
              <Acts
                view={view}
                acts={[
                  { to: `/admin/mail/${id}/again`, label: words.again },
                  { to: `/admin/mail/${id}/put-away`, label: words.put },
                ]}
              />
            ),
          },
        ]}
      />
      <More view={view} rows={rows} />
      {rows.length < 2 ? null : (
        <form class="more" method="post" action={view.link("/admin/mail/again")}>
          <button class="plain" type="submit">
            {words.allAgain}
          </button>
        </form>
      )}
    </section>
  );
};

function mailColumns(view: View): Column<MailRow>[] {
  const words = view.outbox.mail;
  return [
    { head: words.to, cell: (row) => <Recipient view={view} row={row} /> },
    { head: words.kind, class: "nowrap", labelled: false, cell: ({ kind }) => kindOf(view, kind) },
    { head: words.tries, class: "n", cell: ({ attempts }) => attempts },
    { head: words.why, cell: ({ failure }) => reasonFor(view, failure) },
  ];
}

/** Whom a mail goes to, with a way to the page of the lead. */
export const Recipient: FC<{ view: View; row: Pick<MailRow, "to" | "leadId"> & { kind: string } }> = ({
  view,
  row,
}) => {
  const to = row.to ?? view.outbox.withheld["no address"];
  if (row.kind === "notice" || row.kind === "alarm" || row.leadId === null) return <>{to}</>;
  return <a href={view.link(`/admin/leads/${row.leadId}`)}>{to}</a>;
};

const Next: FC<{ view: View; at: number }> = ({ view, at }) =>
  at <= view.reading.now ? <span>{view.outbox.mail.soon}</span> : <When at={at} view={view} />;

/** What a mail is for, in words. */
export function kindOf(view: View, kind: string): string {
  return new Map(Object.entries(view.words.messageKinds)).get(kind) ?? kind;
}

/** Why a mail did not leave, in words where it was us, and as the provider said it where it was not. */
export function reasonFor(view: View, failure: string | null): string | null {
  return failure === null ? null : (new Map(Object.entries(view.outbox.withheld)).get(failure) ?? failure);
}

interface Act {
  to: string;
  label: string;
  landing?: string;
}

/** One press each: the first is what one usually wants. */
export const Acts: FC<{ view: View; acts: Act[] }> = ({ view, acts }) => (
  <div class="acts">
    {acts.map(({ to, label, landing }, place) => (
      <form method="post" action={view.link(to)}>
        {landing === undefined ? null : <input type="hidden" name="landing" value={landing} />}
        <button class={place === 0 ? "plain" : "plain quiet-act"} type="submit">
          {label}
        </button>
      </form>
    ))}
  </div>
);

const More: FC<{ view: View; rows: unknown[] }> = ({ view, rows }) =>
  rows.length < mailsShown ? null : <p class="more soft">{fill(view.outbox.mail.more, { n: mailsShown })}</p>;
