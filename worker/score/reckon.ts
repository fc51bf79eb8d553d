import type { Catalog } from "../../content/schema/catalog.ts";
import { type Market, marketOf } from "../lists/market.ts";
import type { Facts } from "./facts.ts";
import { keysOf, type SharedKeys } from "./keys.ts";
import { pointsOf, sumOf } from "./points.ts";
import { type Quality, qualityOf } from "./quality.ts";

/** What a lead's row says of the lead's worth. */
export interface Reckoned {
  id: string;
  fit: number;
  heat: number;
  quality: Quality;
  keys: SharedKeys;
  /** Whom the lead buys for; null: nothing tells. */
  market: Market | null;
}

/** The score, the quality and the keys of the lead that `facts` are about; of them and the catalog alone. */
export function reckon(catalog: Catalog, facts: Facts): Reckoned {
  return {
    id: facts.id,
    ...sumOf(catalog, pointsOf(catalog, facts)),
    quality: qualityOf(catalog, facts),
    keys: keysOf(catalog, facts),
    market: marketOf(catalog, facts),
  };
}
