import type { Catalog } from "../../content/schema/catalog.ts";

/**
 * A lead's score at a moment: `fit + heat × decayAt(catalog, moment)`, rounded for people.
 *
 * `fit` are the points of answers, which stay: of each form the latest answers count. `heat` are the points of acts, each
 * times 2^((its moment − epoch) / halfLife). An act of `p` points is therefore worth p × 2^(−age / halfLife) at any
 * moment, and all acts of all leads fade by this one factor: nothing is written as time goes by, and a list sorts by
 * `fit + heat * ?` with the factor bound.
 */
export function scoreOf({ fit, heat }: { fit: number; heat: number }, decay: number): number {
  return Math.round(fit + heat * decay);
}

/** What `heat` is worth at `now`: 2^(−(now − epoch) / halfLife). */
export function decayAt(catalog: Catalog, now: number): number {
  return 2 ** -halfLives(catalog, now);
}

/** What an act at `moment` adds to `heat` for each of its points. */
export function growthAt(catalog: Catalog, moment: number): number {
  return 2 ** halfLives(catalog, moment);
}

/** The moment at which an act's points stand in `heat` as they are; with a half-life of 14 days numbers last for 39 years. */
const epoch = Date.UTC(2026, 0, 1);

function halfLives({ site }: Catalog, moment: number): number {
  return (moment - epoch) / (site.score.halfLife * 1000);
}
