import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { type MailerName, mailerVariables } from "../../content/schema/mailers.ts";
import { addDays, dayIn, sayDay, startOfDay } from "../calendar.ts";
import { complaintLimits, sayFine } from "../complaints.ts";
import type { ReportRow } from "../store/mail-report.ts";
import { Gauge } from "./mail-gauge.tsx";
import {
  arrivedOf,
  bands,
  fewMails,
  judgeBounces,
  judgeComplained,
  judgeDelivery,
  type MailSum,
  sumReport,
  type Verdict,
} from "./mail-rates.ts";
import { Table } from "./table.tsx";
import type { View } from "./view.ts";
import { sayNumber, sayRate } from "./when.ts";

const hour = 3_600_000;
/** The days that mail health is told of, today among them; the gauges show the second. */
export const healthDays = [7, 30, 90] as const;

/** The first moment of the last `days` days, today among them. */
export function healthStart({ reading }: Pick<View, "reading">, days: number): number {
  const { now, timeZone } = reading;
  return startOfDay(addDays(dayIn(now, timeZone), 1 - days), timeZone);
}

/** How mails fare: what arrived, came back and was complained of, beside what is usual, and what to do. */
export const MailHealth: FC<{ view: View; rows: readonly ReportRow[]; mailer: string | null }> = ({
  view,
  rows,
  mailer,
}) => {
  const words = view.texts.mailHealth;
  const sums = healthDays.map((days) => ({
    days,
    ...sumReport(rows, Math.floor(healthStart(view, days) / hour)),
  }));
  const month = sums[1];
  if (month === undefined || (sums.at(-1)?.sent ?? 0) === 0) return null;
  return (
    <section>
      <h2>{words.title}</h2>
      {month.sent === 0 ? null : month.sent < fewMails ? (
        <p class="soft prose">{fill(words.few, { n: month.sent })}</p>
      ) : (
        <Gauges view={view} sum={month} />
      )}
      {month.delivered === 0 ? <Untold view={view} mailer={mailer} /> : <ToldSince view={view} sum={month} />}
      <Counts view={view} sums={sums} />
      <p class="soft prose note">{words.note}</p>
    </section>
  );
};

const Gauges: FC<{ view: View; sum: MailSum }> = ({ view, sum }) => {
  const words = view.texts.mailHealth;
  const { locale } = view.reading;
  const { low, high } = bands.delivery;
  const bounced = sum.hard + sum.soft;
  const arrived = arrivedOf(sum);
  const limits = { alarm: complaintLimits.alarm / 1000, stop: complaintLimits.stop / 1000 };
  const said = (kind: "delivery" | "bounce" | "complaint", verdict: Verdict) => ({
    name: words[kind].name,
    usual: words[kind].usual,
    verdict,
    mark: words.marks[verdict],
    text: words[kind][verdict],
  });
  return (
    <ul class="gauges">
      {sum.delivered === 0 ? null : (
        <Gauge
          {...said("delivery", judgeDelivery(sum))}
          value={sayRate(sum.delivered, sum.told, locale)}
          rate={sum.delivered / sum.told}
          scale={[0.8, 1]}
          band={[low, high]}
          marks={[low, high]}
        />
      )}
      <Gauge
        {...said("bounce", judgeBounces(sum))}
        value={sayFine(bounced, sum.sent, locale)}
        rate={bounced / sum.sent}
        scale={[0, 2 * bands.bounce]}
        band={[0, bands.bounce]}
        marks={[bands.bounce]}
      />
      <Gauge
        {...said("complaint", judgeComplained(sum))}
        value={sayFine(sum.complained, arrived, locale)}
        rate={arrived === 0 ? 0 : sum.complained / arrived}
        scale={[0, 0.004]}
        band={[0, limits.alarm]}
        marks={[limits.alarm, limits.stop]}
      />
    </ul>
  );
};

/** No provider has told of a delivery: what would make it. */
const Untold: FC<{ view: View; mailer: string | null }> = ({ view, mailer }) => {
  const words = view.texts.mailHealth;
  const known = mailer !== null && Object.hasOwn(mailerVariables, mailer) ? (mailer as MailerName) : null;
  return (
    <p class="prose">
      {words.untold} {known === null ? words.setUp.other : words.setUp[known]}
    </p>
  );
};

const ToldSince: FC<{ view: View; sum: MailSum }> = ({ view, sum }) => {
  const { locale, timeZone } = view.reading;
  if (sum.toldSince === null || sum.told === sum.sent) return null;
  const day = sayDay(sum.toldSince * hour, locale, timeZone);
  return <p class="soft prose">{fill(view.texts.mailHealth.toldSince, { day })}</p>;
};

const Counts: FC<{ view: View; sums: ({ days: number } & MailSum)[] }> = ({ view, sums }) => {
  const words = view.texts.mailHealth;
  const { locale } = view.reading;
  const say = (n: number) => sayNumber(n, locale);
  return (
    <Table
      class="counts"
      caption={words.title}
      rows={sums}
      columns={[
        { head: words.days, cell: ({ days }) => fill(words.last, { n: days }) },
        { head: words.sent, class: "n", cell: ({ sent }) => say(sent) },
        {
          head: words.delivered,
          class: "n",
          cell: ({ delivered, told }) => (
            <>
              {delivered === 0 ? "–" : say(delivered)}
              {delivered === 0 ? null : <small>{sayRate(delivered, told, locale)}</small>}
            </>
          ),
        },
        {
          head: words.hard,
          class: "n",
          cell: ({ hard, sent }) => (
            <>
              {say(hard)} <small>{sayFine(hard, sent, locale)}</small>
            </>
          ),
        },
        {
          head: words.soft,
          class: "n",
          cell: ({ soft, sent }) => (
            <>
              {say(soft)} <small>{sayFine(soft, sent, locale)}</small>
            </>
          ),
        },
        {
          head: words.complained,
          class: "n",
          cell: (sum) => (
            <>
              {say(sum.complained)} <small>{sayFine(sum.complained, arrivedOf(sum), locale)}</small>
            </>
          ),
        },
      ]}
    />
  );
};
