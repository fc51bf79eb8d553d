import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import { Page } from "../desk/frame.tsx";
import { sayMoney } from "../desk/money.ts";
import { nameOf } from "../desk/person.tsx";
import type { LeadRow } from "../desk/store-leads.ts";
import { Table } from "../desk/table.tsx";
import { landingTitle, sourceName, type View } from "../desk/view.ts";
import { sayNumber, sayWhen } from "../desk/when.ts";
import { Funnel } from "../funnel/funnel.tsx";
import { StepTable } from "../funnel/step-table.tsx";
import { type StepRow, sumSteps, withQuiet } from "../funnel/store-steps.ts";
import type { Alarm } from "../store/alarms.ts";
import { Calls } from "./calls.tsx";
import { InHand } from "./in-hand.tsx";
import type { Call } from "./store-calls.ts";
import type { Hands, Span } from "./store-today.ts";

/** What Today tells. */
export interface Today {
  leads: { today: Span; week: Span; month: Span };
  alarms: Alarm[];
  hands: Hands;
  /** Redemptions without reception that were none, and that nobody has looked at. */
  conflicts: number;
  hasMailer: boolean;
  /** Who was last heard of. */
  last: LeadRow | null;
  calls: Call[];
  /** What was spent in thirty days, in one currency; null where that is not known. */
  spent: { currency: string; cents: number } | null;
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
      <InHand view={view} today={today} />
      <dl class={today.spent === null ? "figures" : "figures four"}>
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
        <Spent view={view} today={today} />
      </dl>
      {today.last === null ? <Nobody view={view} /> : <Calls view={view} calls={today.calls} />}
      {today.landings.length === 0 ? null : <Month view={view} today={today} />}
    </Page>
  );
};

/** The day in a sentence: how many, and who came last. */
function headline(view: View, { leads, last }: Today): string {
  const words = view.words.today;
  const n = leads.today.now;
  const count = n === 0 ? words.headlineNone : n === 1 ? words.headlineOne : fill(words.headline, { n });
  if (last === null) return count;
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

/** What was spent, and for each lead; nothing where no cost is known. */
const Spent: FC<{ view: View; today: Today }> = ({ view, today: { spent, leads } }) => {
  const words = view.texts.rooms.today;
  const { locale } = view.reading;
  if (spent === null) return null;
  const each = leads.month.now === 0 ? null : spent.cents / leads.month.now;
  return (
    <div>
      <dt>{words.spent}</dt>
      <dd>{sayMoney(Math.round(spent.cents / 100) * 100, spent.currency, locale)}</dd>
      {each === null ? null : (
        <dd>{fill(words.each, { amount: sayMoney(Math.round(each), spent.currency, locale) })}</dd>
      )}
    </div>
  );
};

/** The first day: no lead yet, and the pages that bring one. */
const Nobody: FC<{ view: View }> = ({ view }) => {
  const words = view.texts.rooms.today;
  return (
    <div class="empty">
      <p>{view.words.today.empty}</p>
      <ul>
        {Object.values(view.catalog.landings).map((landing) => (
          <li>
            <a href={landing.pages.landing}>{landing.title}</a>
          </li>
        ))}
      </ul>
      <p>
        {words.next} <a href={view.link("/admin/settings")}>{view.words.nav.settings}</a>
      </p>
    </div>
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
