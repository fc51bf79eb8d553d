import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import { momentOfClock } from "../calendar.ts";

/** The moment at which the clocks of `timeZone` show what the campaign says; at once where it says nothing. */
export function startIn(
  { send }: Pick<CatalogCampaign, "send">,
  timeZone: string,
  approvedAt: number,
): number {
  return send === undefined
    ? approvedAt
    : momentOfClock(Date.parse(`${send.replace(" ", "T")}:00Z`), timeZone);
}
