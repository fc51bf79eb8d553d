import type { Catalog } from "../../content/schema/catalog.ts";
import { decayAt } from "../score/decay.ts";
import { labelOf } from "../source.ts";
import type { OriginRow } from "./store-quality.ts";

/** The leads that one source brought first. */
export interface SourceQuality {
  name: string;
  leads: number;
  confirmed: number;
  redeemed: number;
  /** How many were judged, and their mean mark, 0 to 3; null where none was. */
  judged: number;
  quality: number | null;
  /** The mean score as it stands now. */
  score: number;
}

/** What each source is worth: origins that the report counts under one name are one. */
export function qualityOf(catalog: Catalog, rows: readonly OriginRow[], now: number): SourceQuality[] {
  const decay = decayAt(catalog, now);
  const groups = Map.groupBy(rows, ({ origin }) =>
    labelOf(/^https?:\/\//i.test(origin) ? { referrer: origin } : { utm_source: origin }),
  );
  return [...groups].map(([name, own]) => {
    const sum = (key: Exclude<keyof OriginRow, "origin">) => own.reduce((total, row) => total + row[key], 0);
    const [leads, judged] = [sum("leads"), sum("judged")];
    return {
      name,
      leads,
      confirmed: sum("confirmed"),
      redeemed: sum("redeemed"),
      judged,
      quality: judged === 0 ? null : sum("quality") / judged,
      score: (sum("fit") + sum("heat") * decay) / leads,
    };
  });
}
