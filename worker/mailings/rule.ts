import type { bases } from "../../content/schema/campaign.ts";
import type { Deps } from "../env.ts";
import type { Capped } from "./caps.ts";

/** What allows a mail of content. */
export type Basis = (typeof bases)[number];

/** Under which rules mails of content are written. */
export interface Rule extends Capped {
  now: number;
  /** The consent without which nobody gets them; only one that was confirmed counts. */
  purpose: string;
  /** Whether a sale is enough: the mailing is about something alike, and the owner tells buyers so. */
  sales: boolean;
  /** The forms that ask for the consent: whoever left it out there after a sale has refused. */
  asking: readonly string[];
}

/** The rules for mails that `basis` allows: a sale counts only where site.yaml has `softOptIn: true`. */
export function ruleFor(
  { catalog, now }: Pick<Deps, "catalog" | "now">,
  { purpose, basis = "consent" }: { purpose: string; basis?: Basis },
): Rule {
  const { softOptIn, limits, timeZone } = catalog.site;
  const asking = Object.entries(catalog.forms).flatMap(([name, { consents }]) =>
    consents.some((consent) => consent.purpose === purpose) ? [name] : [],
  );
  return {
    now: now(),
    purpose,
    sales: basis === "soft-opt-in" && softOptIn,
    asking,
    caps: limits.mailings,
    timeZone,
  };
}
