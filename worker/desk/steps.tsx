import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/index.ts";
import { Page } from "./frame.tsx";
import { Funnel, StepTable } from "./funnel.tsx";
import { type StepRow, sumSteps, withQuiet } from "./store-steps.ts";
import { landingTitle, sourceName, type View } from "./view.ts";

/** The periods that steps are shown for, in days. */
const periods = [7, 30, 90, 365] as const;
export type Period = (typeof periods)[number];

/** The period that a query asks for; a month unless it is one of ours. */
export function periodOf(days: string | undefined): Period {
  return periods.find((period) => String(period) === days) ?? 30;
}

/** Every landing's and every source's steps in one period. */
export const StepsPage: FC<{
  view: View;
  period: Period;
  landings: StepRow[];
  sources: StepRow[];
}> = ({ view, period, landings, sources }) => {
  const words = view.words.steps;
  const total = sumSteps(landings, words.total);
  return (
    <Page view={view} title={words.title} current="steps">
      <div class="head">
        <h1>{words.title}</h1>
        <nav aria-label={words.period}>
          <ul class="choices">
            {periods.map((days) => (
              <li>
                <a
                  href={view.link("/admin/steps", { days: String(days) })}
                  aria-current={days === period ? "true" : undefined}
                >
                  {days === 365 ? words.year : fill(words.days, { n: days })}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {landings.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <>
          <Funnel view={view} row={total} />
          <section>
            <h2>{words.byLanding}</h2>
            <StepTable
              view={view}
              caption={words.byLanding}
              head={words.landing}
              rows={withQuiet(landings, Object.keys(view.catalog.landings))}
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
