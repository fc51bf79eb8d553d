import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay, startOfDay } from "../calendar.ts";
import { Page } from "../desk/frame.tsx";
import { landingTitle, sourceName, type View } from "../desk/view.ts";
import { DaysChart } from "./days-chart.tsx";
import { Engagement } from "./engagement.tsx";
import { FilterBar, stageName } from "./filter-bar.tsx";
import { campaignsOf, type Filters, filterNames, landingsIn, queryOf, stages } from "./filters.ts";
import { Funnel } from "./funnel.tsx";
import { costGiven } from "./money.ts";
import { QualityOfSources } from "./quality-chart.tsx";
import type { Room } from "./read-room.ts";
import { StepTable } from "./step-table.tsx";
import { type StepRow, sumSteps, withQuiet } from "./store-steps.ts";
import { WorthFigures, WorthTable } from "./worth.tsx";

/** The funnel: in all, day by day, by all that it can be taken apart by, and what it cost. */
export const FunnelPage: FC<{ view: View; room: Room }> = ({ view, room }) => {
  const words = view.words.steps;
  const { filters, landings } = room;
  const total = sumSteps(landings.now, words.total);
  const before = sumSteps(landings.before, words.total);
  const isEmpty = landings.now.length === 0 && landings.before.length === 0;
  return (
    <Page view={view} title={words.title} current="steps">
      <h1>{filters.campaign === null ? words.title : `${words.title}: ${filters.campaign}`}</h1>
      <p class="soft">{saying(view, filters)}</p>
      <FilterBar view={view} filters={filters} sources={room.allSources} />
      {room.whole === null ? null : <Whole view={view} room={room} />}
      {landings.now.length === 0 ? <p class="empty">{words.empty}</p> : null}
      {isEmpty ? null : (
        <>
          <Funnel view={view} row={total} before={before} />
          <section>
            <h2>{view.texts.funnel.days.title}</h2>
            <DaysChart view={view} period={filters.period} rows={room.days} />
          </section>
        </>
      )}
      <Engagement view={view} bands={room.engagement} />
      <Tables view={view} room={room} total={total} totalBefore={before} />
      <Money view={view} room={room} />
      {room.quality.length === 0 ? null : <QualityOfSources view={view} rows={room.quality} />}
    </Page>
  );
};

/** What is shown, in words: the days, and all that is chosen. */
function saying(view: View, filters: Filters): string {
  const { locale, timeZone } = view.reading;
  const say = (day: string) => sayDay(startOfDay(day, timeZone), locale, timeZone);
  const { from, until, before } = filters.period;
  const names = filterNames.flatMap((name) => {
    const value = filters[name];
    if (value === null || name === "campaign") return [];
    if (name === "stage") return stageName(view, value);
    return name === "landing" ? landingTitle(view.catalog, value) : sourceName(value, view);
  });
  const days = fill(view.texts.funnel.shown, {
    from: say(from),
    to: say(until),
    before: say(before.from),
    last: say(before.until),
  });
  return [...names, days].join(" · ");
}

/** What the campaign cost in all, whatever period is looked at. */
const Whole: FC<{ view: View; room: Room }> = ({ view, room: { whole } }) =>
  whole === null ? null : (
    <>
      <WorthFigures view={view} row={whole} />
      <p class="soft prose note">{view.texts.funnel.worth.whole}</p>
    </>
  );

const Tables: FC<{ view: View; room: Room; total: StepRow; totalBefore: StepRow }> = ({
  view,
  room,
  total,
  totalBefore,
}) => {
  const words = view.words.steps;
  const { filters, landings, sources } = room;
  if (landings.now.length === 0 && landings.before.length === 0) return null;
  const { catalog } = view;
  const own = landingsIn(catalog, filters) ?? Object.keys(catalog.landings);
  const link = (change: Partial<Filters>) => view.link("/admin/steps", queryOf({ ...filters, ...change }));
  const stageOf = (name: string) =>
    Object.hasOwn(catalog.landings, name) ? catalog.landings[name]?.stage : undefined;
  const byStage = (rows: StepRow[]) => grouped(rows, stages, stageOf);
  const campaigns = [...campaignsOf(catalog).keys()];
  const campaignOf = (name: string) =>
    Object.hasOwn(catalog.landings, name) ? catalog.landings[name]?.campaign : undefined;
  const byCampaign = (rows: StepRow[]) => grouped(rows, campaigns, campaignOf);
  const table = (
    caption: string,
    head: string,
    rows: StepRow[],
    before: StepRow[],
    nameOf: (name: string) => unknown,
    foot = false,
  ) => (
    <section>
      <h2>{caption}</h2>
      <StepTable
        view={view}
        caption={caption}
        head={head}
        rows={rows}
        before={new Map([...before, totalBefore].map((row) => [row.name, row]))}
        nameOf={(name) => nameOf(name) as never}
        {...(foot ? { total } : {})}
      />
    </section>
  );
  const funnel = view.texts.funnel;
  const stagesHere = byStage(landings.now);
  const campaignsHere = busiestFirst(byCampaign(landings.now));
  return (
    <>
      {table(
        words.byLanding,
        words.landing,
        withQuiet(landings.now, own),
        landings.before,
        (name) => landingTitle(catalog, name),
        true,
      )}
      {filters.stage !== null || stagesHere.length < 2
        ? null
        : table(funnel.byStage, funnel.filters.stage, stagesHere, byStage(landings.before), (name) => (
            <a href={link({ stage: name })}>{stageName(view, name)}</a>
          ))}
      {filters.campaign !== null || campaignsHere.length === 0
        ? null
        : table(
            funnel.byCampaign,
            funnel.filters.campaign,
            campaignsHere,
            byCampaign(landings.before),
            (name) => <a href={link({ campaign: name })}>{name}</a>,
          )}
      {table(words.bySource, words.source, sources.now, sources.before, (name) => (
        <a href={link({ source: name })}>{sourceName(name, view)}</a>
      ))}
      <p class="soft prose">{words.note}</p>
      <p class="soft prose">{funnel.note}</p>
    </>
  );
};

/** `rows` added up under the names that `nameOf` gives them, in the order of `names`. */
function grouped(
  rows: StepRow[],
  names: readonly string[],
  nameOf: (name: string) => string | undefined,
): StepRow[] {
  const groups = Map.groupBy(rows, ({ name }) => nameOf(name));
  return names.flatMap((name) => {
    const own = groups.get(name);
    return own === undefined ? [] : [sumSteps(own, name)];
  });
}

/** Those that brought most submissions before the others. */
function busiestFirst(rows: readonly StepRow[]): StepRow[] {
  return rows.toSorted((one, other) => other.submit - one.submit || other.view - one.view);
}

/** What was spent in the period, by campaign and by source. */
const Money: FC<{ view: View; room: Room }> = ({ view, room: { byCampaign, bySource, filters } }) => {
  const words = view.texts.funnel.worth;
  const { catalog } = view;
  const isUndated = Object.entries(catalog.site.campaigns).some(([, { from }]) => from === undefined);
  if (filters.stage !== null || filters.landing !== null)
    return <p class="soft prose note">{words.notByPage}</p>;
  if (byCampaign.length === 0 && !isUndated) return null;
  const noteOf = (name: string) => {
    if (![...campaignsOf(catalog).keys()].includes(name)) return words.unknown;
    const given = costGiven(catalog, name);
    return given !== undefined && given.from === undefined ? words.undated : null;
  };
  return (
    <section>
      <div class="head">
        <h2>{words.title}</h2>
        <a href={view.link("/admin/costs")}>{words.all}</a>
      </div>
      {byCampaign.length === 0 ? null : (
        <WorthTable
          view={view}
          caption={words.title}
          head={view.texts.funnel.filters.campaign}
          rows={byCampaign}
          nameOf={(name) => name}
          noteOf={noteOf}
        />
      )}
      {bySource.length === 0 ? null : (
        <WorthTable
          view={view}
          caption={words.bySource}
          head={view.words.steps.source}
          rows={bySource}
          nameOf={(name) => sourceName(name, view)}
        />
      )}
      <p class="soft prose note">{words.note}</p>
      {isUndated ? <p class="soft prose">{words.undatedNote}</p> : null}
    </section>
  );
};
