import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import type { Texts } from "../../content/schema/locales/worker.ts";
import { mailingOf } from "../campaigns/campaign.ts";
import type { Deps } from "../env.ts";
import { unsubscribeHeaders } from "../mail/compose.ts";
import { campaignMailing } from "../mailings/mailing.ts";
import { type TriedFor, triedMailing } from "../mailings/tried.ts";
import type { SeenLetter } from "./points-letter.ts";

/** The letter as `to` would get it, with the headers it would have; nothing in it opens anything, or counts. Null where there can be none. */
export async function composeSample(
  deps: Deps,
  { name, entry, to, variant }: { name: string; entry: CatalogCampaign; to: TriedFor; variant: number },
): Promise<(SeenLetter & { preheader: string | null }) | null> {
  const mailing = campaignMailing(deps.catalog, mailingOf(name), entry);
  const letter = await triedMailing(deps, mailing, { to, variant });
  return letter === null ? null : { ...letter, headers: unsubscribeHeaders(`${deps.publicUrl}/u/`) };
}

/** For whom the letter is made: the lead that is named, or, while the segment has nobody, somebody of whom nothing is known. */
export function sampleFor(
  { texts }: { texts: Pick<Texts, "campaigns"> },
  leadId: string | undefined,
): TriedFor {
  return leadId === undefined || leadId === "" ? { reason: texts.campaigns.says.reason } : { leadId };
}
