import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Field, Select } from "../desk/form-parts.tsx";
import { landingTitle, sourceName, type View } from "../desk/view.ts";
import {
  campaignsOf,
  type FilterName,
  type Filters,
  filterNames,
  queryOf,
  type Stage,
  stages,
} from "./filters.ts";
import { choices } from "./period.ts";

/** The periods, one press each, and a form for all other filters; both lead to an address that says what is shown. */
export const FilterBar: FC<{ view: View; filters: Filters; sources: readonly string[] }> = ({
  view,
  filters,
  sources,
}) => {
  const words = view.texts.funnel.filters;
  const { period } = filters;
  const active = filterNames.filter((name) => filters[name] !== null);
  const options = optionsOf(view, sources);
  return (
    <>
      <nav aria-label={view.words.steps.period}>
        <ul class="choices">
          {choices.map((days) => (
            <li>
              <a
                href={view.link("/admin/steps", queryOf({ ...filters, period: { ...period, choice: days } }))}
                aria-current={days === period.choice ? "true" : undefined}
              >
                {days === 365 ? view.words.steps.year : fill(view.words.steps.days, { n: days })}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {filters.isMistaken ? (
        <p class="error" role="alert">
          {words.mistaken}
        </p>
      ) : null}
      <details class="filters" open={active.length > 0 || period.choice === null || filters.isMistaken}>
        <summary>{words.title}</summary>
        <form class="take" method="get" action="/admin/steps">
          {view.reading.locale === view.catalog.site.locale ? null : (
            <input type="hidden" name="lang" value={view.reading.locale} />
          )}
          {period.choice === null ? null : <input type="hidden" name="days" value={String(period.choice)} />}
          <div class="ask">
            {filterNames.map((name) =>
              options[name].length < 2 && filters[name] === null ? null : (
                <div>
                  <Select
                    view={view}
                    name={name}
                    asked
                    label={words[name]}
                    value={filters[name] ?? ""}
                    options={[["", words.all], ...options[name]]}
                  />
                </div>
              ),
            )}
            <div>
              <Field
                view={view}
                name="from"
                asked
                type="date"
                label={words.from}
                value={period.choice === null ? period.from : ""}
              />
            </div>
            <div>
              <Field
                view={view}
                name="until"
                asked
                type="date"
                label={words.until}
                value={period.choice === null ? period.until : ""}
              />
            </div>
          </div>
          <div class="more">
            <button class="button" type="submit">
              {words.button}
            </button>
            <a href={view.link("/admin/steps")}>{words.clear}</a>
          </div>
        </form>
      </details>
    </>
  );
};

type Option = readonly [value: string, name: string];

/** What each filter may be set to, with the names that people know it by. */
function optionsOf(view: View, sources: readonly string[]): Record<FilterName, Option[]> {
  const { catalog } = view;
  return {
    stage: stages.map((stage) => [stage, stageName(view, stage)]),
    landing: Object.keys(catalog.landings).map((path) => [path, landingTitle(catalog, path)]),
    campaign: [...campaignsOf(catalog).keys()].map((name) => [name, name]),
    source: sources.map((source) => [source, sourceName(source, view)]),
  };
}

/** What people call a stage. */
export function stageName(view: View, stage: string): string {
  return view.texts.funnel.stages[stage as Stage] ?? stage;
}
