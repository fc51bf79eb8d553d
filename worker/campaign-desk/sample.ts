import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import { mailingOf } from "../campaigns/campaign.ts";
import type { Deps } from "../env.ts";
import { unsubscribeHeaders } from "../mail/compose.ts";
import { campaignMailing } from "../mailings/mailing.ts";
import { triedMailing } from "../mailings/tried.ts";
import type { SeenLetter } from "./points-letter.ts";

/** The letter as `leadId` would get it, with the headers it would have; nothing in it opens anything, or counts. Null where there can be none. */
export async function composeSample(
  deps: Deps,
  { name, entry, leadId, variant }: { name: string; entry: CatalogCampaign; leadId: string; variant: number },
): Promise<(SeenLetter & { preheader: string | null }) | null> {
  const mailing = campaignMailing(deps.catalog, mailingOf(name), entry);
  const letter = await triedMailing(deps, mailing, { leadId, variant });
  return letter === null ? null : { ...letter, headers: unsubscribeHeaders(`${deps.publicUrl}/u/`) };
}
