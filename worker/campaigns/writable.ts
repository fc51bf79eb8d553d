import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import type { Value } from "../segments/bound.ts";

/** Two conditions on a row of `lead`, and the values of their parameters, the first of which is `?first`. */
export interface Writable {
  /** Whether there is permission. */
  permitted: string;
  /** Whether nothing keeps its inbox from being written to. */
  reachable: string;
  values: Value[];
}

/** Who may get the campaign, for counts alone: the mails themselves are judged one by one as they are written and sent. */
export function writableWhere({ purpose, basis }: CatalogCampaign, first: number): Writable {
  const agreed = `EXISTS (SELECT 1 FROM consent_state WHERE consent_state.lead_id = lead.id
    AND consent_state.purpose = ?${first} AND consent_state.state = 'confirmed')`;
  return {
    permitted: `(lead.email IS NOT NULL AND lead.confirmed_at IS NOT NULL AND ${basis === "consent" ? agreed : "0"})`,
    reachable: `NOT EXISTS (SELECT 1 FROM message JOIN suppression ON suppression.inbox = message.inbox
      WHERE message.lead_id = lead.id)`,
    values: [purpose],
  };
}
