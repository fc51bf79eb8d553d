import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { alarmWords } from "../alarm-words.ts";
import { sayDay } from "../calendar.ts";
import { Funnel } from "../funnel/funnel.tsx";
import { StepTable } from "../funnel/step-table.tsx";
import { type StepRow, sumSteps, withQuiet } from "../funnel/store-steps.ts";
import type { Alarm } from "../store/alarms.ts";
import { Page, When } from "./frame.tsx";
import { Contacts, nameBeside, nameOf } from "./person.tsx";
import type { LeadRow } from "./store-leads.ts";
import type { Span } from "./store-today.ts";
import { Table } from "./table.tsx";
import { landingTitle, sourceName, type View } from "./view.ts";
import { sayNumber, sayWhen } from "./when.ts";

/** What Today tells. */
export interface Today {
  leads: { today: Span; week: Span; month: Span };
  alarms: Alarm[];
  quarantined: number;
  /** Redemptions without reception that were none, and that nobody has looked at. */
  conflicts: number;
  hasMailer: boolean;
  latest: LeadRow[];
  landings: StepRow[];
  sources: StepRow[];
}

/** The day's answer: how many, who to call, from where, and what needs the owner's hand. */
export const TodayPage: FC<{ view: View; today: Today }> = ({ view, today }) => {
  const words = view.words.today;
  const { locale, now, timeZone } = view.reading;
  return (
    <Page view={view} title={words.title} current="today">
      <p class="soft">{sayDay(now, locale, timeZone)}</p>
      <h1>{headline(view, today)}</h1>
      <Alarms view={view} today={today} />
      <dl class="figures">
        <Figure view={view} label={words.today} span={today.leads.today} before={words.beforeDay} />
        <Figure
          view={view}
          label={words.week}
          span={today.leads.week}
          before={fill(words.before, { days: 7 })}
        />
        <Figure
          view={view}
          label={words.month}
          span={today.leads.month}
          before={fill(words.before, { days: 30 })}
        />
      </dl>
      {today.latest.length === 0 ? <Nobody view={view} /> : <Latest view={view} today={today} />}
      {today.landings.length === 0 ? null : <Month view={view} today={today} />}
    </Page>
  );
};

/** The day in a sentence: how many, and who came last. */
function headline(view: View, { leads, latest }: Today): string {
  const words = view.words.today;
  const n = leads.today.now;
  const [last] = latest;
  const count = n === 0 ? words.headlineNone : n === 1 ? words.headlineOne : fill(words.headline, { n });
  if (last === undefined) return count;
  return `${count} ${fill(words.lastOne, { name: nameOf(last, view), when: sayWhen(last.seen_at, view.reading) })}`;
}

/** One count, large, with the span before it to judge it by. */
const Figure: FC<{ view: View; label: string; span: Span; before: string }> = ({
  view,
  label,
  span,
  before,
}) => (
  <div>
    <dt>{label}</dt>
    <dd>{sayNumber(span.now, view.reading.locale)}</dd>
    <dd>{fill(before, { n: sayNumber(span.before, view.reading.locale) })}</dd>
  </div>
);

/** What will not mend itself; nothing at all on a good day. */
const Alarms: FC<{ view: View; today: Today }> = ({ view, today }) => {
  const { alarms, quarantined, conflicts, hasMailer } = today;
  const words = view.words.alarms;
  const { todayOne, today: todayMany } = view.coupons.conflicts;
  const suspects = quarantined === 1 ? words.quarantinedOne : fill(words.quarantined, { n: quarantined });
  if (hasMailer && alarms.length === 0 && quarantined + conflicts === 0) return null;
  return (
    <div class="alarms" role="note" aria-label={words.title}>
      <ul>
        {hasMailer ? null : <li>{words.noMailer}</li>}
        {alarms.map((alarm) => (
          <Raised view={view} alarm={alarm} />
        ))}
        {conflicts === 0 ? null : (
          <li>
            <a href={view.link("/admin/tills")}>
              {conflicts === 1 ? todayOne : fill(todayMany, { n: conflicts })}
            </a>
          </li>
        )}
        {quarantined === 0 ? null : (
          <li>
            <a href={view.link("/admin/quarantine")}>{suspects}</a>
          </li>
        )}
      </ul>
    </div>
  );
};

const Raised: FC<{ view: View; alarm: Alarm }> = ({ view, alarm: { name, detail, since } }) => {
  const { title, text, page } = alarmWords(view.catalog, name, detail, view.reading.locale);
  return (
    <li>
      <a href={view.link(page)}>{title}</a>{" "}
      <small>
        <When at={since} view={view} />. {text}
      </small>
    </li>
  );
};

/** The first day: no lead yet, and the pages that bring one. */
const Nobody: FC<{ view: View }> = ({ view }) => (
  <div class="empty">
    <p>{view.words.today.empty}</p>
    <ul>
      {Object.values(view.catalog.landings).map((landing) => (
        <li>
          <a href={landing.pages.landing}>{landing.title}</a>
        </li>
      ))}
    </ul>
  </div>
);

/** Those to call, with their numbers. */
const Latest: FC<{ view: View; today: Today }> = ({ view, today }) => {
  const words = view.words;
  return (
    <section>
      <div class="head">
        <h2>{words.today.calls}</h2>
        <a href={view.link("/admin/leads")}>{words.today.callsAll}</a>
      </div>
      <Table
        class="leads"
        caption={words.today.calls}
        rows={today.latest}
        columns={[
          {
            head: words.leads.name,
            cell: (lead) => <a href={view.link(`/admin/leads/${lead.id}`)}>{nameBeside(lead, view)}</a>,
          },
          {
            head: words.leads.contact,
            labelled: false,
            cell: (lead) => <Contacts lead={lead} />,
          },
          {
            head: words.steps.landing,
            labelled: false,
            class: "page",
            cell: (lead) => landingTitle(view.catalog, lead.landing ?? ""),
          },
          {
            head: words.leads.when,
            labelled: false,
            class: "n seen",
            cell: (lead) => <When at={lead.seen_at} view={view} />,
          },
        ]}
      />
    </section>
  );
};

/** The funnel of the last thirty days, in all, by source and by landing. */
const Month: FC<{ view: View; today: Today }> = ({ view, today }) => {
  const words = view.words;
  const total = sumSteps(today.landings, words.steps.total);
  const sources = today.sources.filter((source) => source.submit > 0).slice(0, 6);
  return (
    <>
      <div class="halves">
        <section>
          <div class="head">
            <h2>{words.today.funnel}</h2>
            <a href={view.link("/admin/steps")}>{words.today.funnelAll}</a>
          </div>
          <Funnel view={view} row={total} />
        </section>
        {sources.length === 0 ? null : (
          <section>
            <div class="head">
              <h2>{words.today.from}</h2>
            </div>
            <Table
              class="pairs"
              caption={words.today.from}
              rows={sources}
              columns={[
                {
                  head: words.steps.source,
                  cell: (source) => sourceName(source.name, view),
                },
                {
                  head: words.stepNames.submit,
                  class: "n",
                  labelled: false,
                  cell: (source) => sayNumber(source.submit, view.reading.locale),
                },
              ]}
            />
          </section>
        )}
      </div>
      <section>
        <div class="head">
          <h2>{words.steps.byLanding}</h2>
        </div>
        <StepTable
          view={view}
          caption={words.steps.byLanding}
          head={words.steps.landing}
          rows={withQuiet(today.landings, Object.keys(view.catalog.landings))}
          nameOf={(landing) => landingTitle(view.catalog, landing)}
        />
        <p class="soft prose">{words.steps.note}</p>
      </section>
    </>
  );
};
