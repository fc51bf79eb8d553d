import type { bases } from "../../content/schema/campaign.ts";
import type { Limits } from "../../content/schema/limits.ts";
import type { Deps } from "../env.ts";

/** What allows a mail of content. */
export type Basis = (typeof bases)[number];

/** Under which rules mails of content are written. */
export interface Rule {
  now: number;
  /** The consent without which nobody gets them; only one that was confirmed counts. */
  purpose: string;
  /** Whether a sale is enough: the mailing is about something alike, and the owner tells buyers so. */
  sales: boolean;
  /** The forms that ask for the consent: whoever left it out there after a sale has refused. */
  asking: readonly string[];
  /** How many mails of content one inbox gets. */
  caps: Limits["mailings"];
}

/** The rules for mails that `basis` allows: a sale counts only where site.yaml has `softOptIn: true`. */
export function ruleFor(
  { catalog, now }: Pick<Deps, "catalog" | "now">,
  { purpose, basis = "consent" }: { purpose: string; basis?: Basis },
): Rule {
  const { softOptIn, limits } = catalog.site;
  const asking = Object.entries(catalog.forms).flatMap(([name, { consents }]) =>
    consents.some((consent) => consent.purpose === purpose) ? [name] : [],
  );
  return {
    now: now(),
    purpose,
    sales: basis === "soft-opt-in" && softOptIn,
    asking,
    caps: limits.mailings,
  };
}
