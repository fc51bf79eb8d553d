import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { CampaignSummary } from "../campaigns/standing.ts";
import { startIn } from "../campaigns/starts.ts";
import { arrivedOf, type MailingCounts } from "../clicks/store-figures.ts";
import { Empty } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber, sayRate } from "../desk/when.ts";
import { sayToCome } from "./say-time.ts";

/** A campaign of the list: how it stands, whom it goes to, and its numbers once it has some. */
export interface ListedCampaign extends CampaignSummary {
  /** Its first subject; null where neither content nor what was approved tells it. */
  subject: string | null;
  segment: string;
  figures: MailingCounts | null;
}

/** All campaigns in a row each: state, segment, when, how many left, and how they fare. */
export const CampaignsPage: FC<{ view: View; campaigns: readonly ListedCampaign[] }> = ({
  view,
  campaigns,
}) => {
  const words = view.texts.campaigns;
  const waiting = campaigns.filter(({ status, entry }) => status === "draft" && entry !== null).length;
  return (
    <Page view={view} title={words.title} current="campaigns">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      {campaigns.length === 0 ? <Empty text={words.empty} /> : null}
      {waiting === 0 ? null : (
        <p class="said">{waiting === 1 ? words.waitsOne : fill(words.waits, { n: waiting })}</p>
      )}
      {campaigns.length === 0 ? null : (
        <section>
          <CampaignTable view={view} campaigns={campaigns} />
        </section>
      )}
    </Page>
  );
};

const CampaignTable: FC<{ view: View; campaigns: readonly ListedCampaign[] }> = ({ view, campaigns }) => {
  const words = view.texts.campaigns;
  const { columns, states } = words;
  const { none } = view.words.list;
  const rate = (part: number, whole: number) =>
    part === 0 || whole === 0 ? none : sayRate(part, whole, view.reading.locale);
  return (
    <Table
      class="mailings"
      caption={words.title}
      rows={[...campaigns]}
      columns={[
        {
          head: columns.name,
          cell: ({ name, subject }) => (
            <>
              <a href={view.link(`/admin/mail/campaigns/${encodeURIComponent(name)}`)}>{subject ?? name}</a>
              {subject === null ? null : <small>{name}</small>}
            </>
          ),
        },
        {
          head: columns.state,
          labelled: false,
          class: "nowrap",
          cell: ({ status, entry }) => (
            <>
              <span class={`is-${status}`}>{states[status]}</span>
              {entry === null ? <small>{words.gone}</small> : null}
            </>
          ),
        },
        { head: columns.segment, labelled: false, cell: ({ segment }) => segment },
        {
          head: columns.when,
          labelled: false,
          class: "seen",
          cell: (campaign) => <Moment view={view} campaign={campaign} />,
        },
        {
          head: columns.sent,
          class: "n",
          cell: ({ figures, row }) => sayCount(figures?.sent ?? null, row, view),
        },
        {
          head: columns.dr,
          class: "n",
          cell: ({ figures }) => (figures === null ? none : rate(figures.delivered, figures.told)),
        },
        {
          head: columns.ctr,
          class: "n",
          cell: ({ figures }) => (figures === null ? none : rate(figures.pressed, arrivedOf(figures))),
        },
      ]}
    />
  );
};

/** How many left; of how many that were written, while it goes out. */
function sayCount(sent: number | null, row: ListedCampaign["row"], view: View): string {
  if (row === null || row.lastRow === null) return view.words.list.none;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  const written = row.written.reduce((sum, n) => sum + n, 0);
  const left = sent ?? 0;
  if (row.status === "done" || written <= left) return say(left);
  return fill(view.texts.campaigns.sentOf, { sent: say(left), of: say(written) });
}

/** When it ended or stopped, or when it goes out. */
const Moment: FC<{ view: View; campaign: ListedCampaign }> = ({ view, campaign: { row, entry } }) => {
  const words = view.texts.campaigns;
  const { now, timeZone } = view.reading;
  const past = row?.doneAt ?? row?.stoppedAt ?? null;
  if (past !== null) return <When at={past} view={view} />;
  if (row === null && entry?.send === undefined) return <>{words.atOnce}</>;
  const start = row?.startsAt ?? (entry === null ? now : startIn(entry, timeZone, now));
  return start > now ? <span>{sayToCome(start, view.reading)}</span> : <When at={start} view={view} />;
};
