import type { LandingView } from "../view.ts";
import type { QuoteLanding } from "./schema.ts";

/** The number to call: as people of the country write it, and as a telephone dials it. */
export function phoneOf({
  landing,
  site,
  locale,
}: Pick<LandingView<QuoteLanding>, "landing" | "site" | "locale">):
  | { shown: string; href: string }
  | undefined {
  const number = landing.phone ?? site.shops[0]?.phone ?? site.owner.phone;
  if (number === undefined) return undefined;
  // In Italy nobody writes +39 on a card; who reads another language may call from abroad.
  const shown = locale === "it" ? number.replace(/^\+39 ?/, "") : number;
  return { shown, href: `tel:${number.replaceAll(" ", "")}` };
}
