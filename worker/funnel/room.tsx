import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Page } from "../desk/frame.tsx";
import { landingTitle, sourceName, type View } from "../desk/view.ts";
import { type CampaignRow, costGiven } from "./campaign-rows.ts";
import { busiestFirst, CampaignFigures, CampaignTable, CostTable } from "./campaigns.tsx";
import { Funnel, StepTable } from "./funnel.tsx";
import { type StepRow, sumSteps, withQuiet } from "./store-steps.ts";

/** The periods that steps are shown for, in days. */
const periods = [7, 30, 90, 365] as const;
export type Period = (typeof periods)[number];

/** The period that a query asks for; a month unless it is one of ours. */
export function periodOf(days: string | undefined): Period {
  return periods.find((period) => String(period) === days) ?? 30;
}

/** What the page of steps tells. */
export interface StepsHere {
  period: Period;
  landings: StepRow[];
  sources: StepRow[];
  /** The one campaign that is looked at; null for all pages, of a campaign or not. */
  campaign: string | null;
  campaigns: CampaignRow[];
}

/** Every landing's and every source's steps in one period; of all pages, or of one campaign. */
export const StepsPage: FC<{ view: View; here: StepsHere }> = ({ view, here }) => {
  const words = view.words.steps;
  const { period, landings, sources, campaign, campaigns } = here;
  const total = sumSteps(landings, words.total);
  const one = campaigns.find(({ name }) => name === campaign);
  const own = Object.entries(view.catalog.landings).filter(
    ([, landing]) => campaign === null || landing.campaign === campaign,
  );
  return (
    <Page view={view} title={words.title} current="steps">
      <div class="head">
        <h1>{campaign === null ? words.title : `${words.title}: ${campaign}`}</h1>
        <Periods view={view} here={here} />
      </div>
      {campaigns.length === 0 ? null : <Campaigns view={view} here={here} />}
      {one === undefined ? null : <CampaignFigures view={view} row={one} />}
      {one === undefined || costGiven(view.catalog, one.name) === undefined ? null : (
        <p class="soft prose note">{view.coupons.campaigns.note}</p>
      )}
      {landings.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <>
          <Funnel view={view} row={total} />
          {campaign !== null || campaigns.length === 0 ? null : (
            <section>
              <h2>{view.coupons.campaigns.title}</h2>
              <CampaignTable view={view} rows={busiestFirst(campaigns)} days={period} />
            </section>
          )}
          {campaign === null ? <Costs view={view} campaigns={campaigns} /> : null}
          <section>
            <h2>{words.byLanding}</h2>
            <StepTable
              view={view}
              caption={words.byLanding}
              head={words.landing}
              rows={withQuiet(
                landings,
                own.map(([path]) => path),
              )}
              total={total}
              nameOf={(landing) => landingTitle(view.catalog, landing)}
            />
          </section>
          <section>
            <h2>{words.bySource}</h2>
            <StepTable
              view={view}
              caption={words.bySource}
              head={words.source}
              rows={sources}
              nameOf={(source) => sourceName(source, view)}
            />
          </section>
          <p class="soft prose">{words.note}</p>
        </>
      )}
    </Page>
  );
};

/** What the campaigns with a cost have cost so far, and by which days that is reckoned. */
const Costs: FC<{ view: View; campaigns: CampaignRow[] }> = ({ view, campaigns }) => {
  const words = view.coupons.campaigns;
  const priced = campaigns.filter(({ name }) => costGiven(view.catalog, name) !== undefined);
  if (priced.length === 0) return null;
  return (
    <section>
      <h2>{words.costs}</h2>
      <CostTable view={view} rows={priced} />
      <p class="soft prose note">{words.note}</p>
    </section>
  );
};

const Periods: FC<{ view: View; here: StepsHere }> = ({ view, here: { period, campaign } }) => {
  const words = view.words.steps;
  return (
    <nav aria-label={words.period}>
      <ul class="choices">
        {periods.map((days) => (
          <li>
            <a
              href={view.link("/admin/steps", {
                days: String(days),
                ...(campaign === null ? {} : { campaign }),
              })}
              aria-current={days === period ? "true" : undefined}
            >
              {days === 365 ? words.year : fill(words.days, { n: days })}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Campaigns: FC<{ view: View; here: StepsHere }> = ({ view, here: { period, campaign, campaigns } }) => {
  const words = view.coupons.campaigns;
  const choices = [[null, words.all] as const, ...campaigns.map(({ name }) => [name, name] as const)];
  return (
    <nav aria-label={words.campaign}>
      <ul class="choices">
        {choices.map(([name, label]) => (
          <li>
            <a
              href={view.link("/admin/steps", {
                days: String(period),
                ...(name === null ? {} : { campaign: name }),
              })}
              aria-current={name === campaign ? "true" : undefined}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
