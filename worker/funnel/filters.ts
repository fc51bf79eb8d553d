import type { Catalog } from "../../content/schema/catalog.ts";
import { landingShape } from "../../content/schema/landing.ts";
import { lastDays, type Period, periodIn } from "./period.ts";

/** Which steps are counted; null: all. */
export interface Filters {
  period: Period;
  /** Whether days were asked for that are none; the last thirty are shown instead. */
  isMistaken: boolean;
  stage: string | null;
  landing: string | null;
  campaign: string | null;
  source: string | null;
}

/** The parts of the funnel that landings serve. */
export const stages = landingShape.shape.stage.unwrap().options;
export type Stage = (typeof stages)[number];

/** What may be chosen beside the period, in the order of the address. */
export const filterNames = ["stage", "landing", "campaign", "source"] as const;
export type FilterName = (typeof filterNames)[number];

/** The filters that an address names; of what the catalog does not know, none. */
export function filtersIn(catalog: Catalog, query: Record<string, string>, today: string): Filters {
  const period = periodIn(query, today);
  const among = (name: FilterName, known: readonly string[]) =>
    known.find((each) => each === query[name]) ?? null;
  const source = (query.source ?? "").trim().slice(0, 60);
  return {
    period: period ?? lastDays(30, today),
    isMistaken: period === null,
    stage: among("stage", stages),
    landing: among("landing", Object.keys(catalog.landings)),
    campaign: among("campaign", [...campaignsOf(catalog).keys()]),
    source: source === "" ? null : source,
  };
}

/** The query of an address that names `filters`. */
export function queryOf({ period, ...filters }: Filters): Record<string, string> {
  const { choice, from, until } = period;
  const chosen = filterNames.flatMap((name) => (filters[name] === null ? [] : [[name, filters[name]]]));
  return { ...(choice === null ? { from, until } : { days: String(choice) }), ...Object.fromEntries(chosen) };
}

/** The landings that stage, landing and campaign leave; null where they leave all, those gone from the catalog too. */
export function landingsIn(catalog: Catalog, { stage, landing, campaign }: Filters): string[] | null {
  if (stage === null && landing === null && campaign === null) return null;
  return Object.entries(catalog.landings)
    .filter(([path]) => landing === null || path === landing)
    .filter(([, page]) => stage === null || page.stage === stage)
    .filter(([, page]) => campaign === null || page.campaign === campaign)
    .map(([path]) => path);
}

/** The landings of each campaign, by its name. */
export function campaignsOf({ landings }: Catalog): ReadonlyMap<string, readonly string[]> {
  const campaigns = new Map<string, string[]>();
  for (const [path, { campaign }] of Object.entries(landings)) {
    if (campaign !== undefined) campaigns.set(campaign, [...(campaigns.get(campaign) ?? []), path]);
  }
  return new Map([...campaigns].sort(([one], [other]) => (one < other ? -1 : 1)));
}
