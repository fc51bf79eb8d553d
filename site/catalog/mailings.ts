import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import type { CatalogSequence, CatalogSequenceStep } from "../../content/schema/sequence.ts";
import type { CampaignEntry, SequenceEntry, StepEntry } from "../content/content.ts";
import { told } from "../mails/told.ts";

/** What the Worker needs to know of a sequence. */
export function sequenceOf({ name, sequence, landings, steps }: SequenceEntry): CatalogSequence {
  const { title = name, start, purpose, stop, goal, hours } = sequence;
  return {
    ...{ title, start, purpose, stop, hours },
    ...(goal && { goal }),
    landings: [...landings],
    steps: steps.map(stepOf),
  };
}

function stepOf({ name, step, locale, body, asset }: StepEntry): CatalogSequenceStep {
  const { from, delay, when } = step;
  return {
    ...{ name, locale, subject: told(body.subject), delay, asset, links: body.links ?? [] },
    ...(from !== undefined && { from }),
    ...(when && { when }),
  };
}

/** What the Worker needs to know of a campaign. */
export function campaignOf({ name, campaign, locale, body, asset }: CampaignEntry): CatalogCampaign {
  const { from, segment, landing, purpose, basis, send, zone, rate, warmup, test, label, goal } = campaign;
  return {
    ...{ locale, segment, purpose, basis, zone, rate, asset, label: label ?? name, links: body.links ?? [] },
    subjects: [body.subject, ...(body.others ?? [])].map((pieces) => told(pieces)),
    ...(from !== undefined && { from }),
    ...(landing !== undefined && { landing }),
    ...(send !== undefined && { send }),
    ...(warmup && { warmup }),
    ...(test && { test }),
    ...(goal && { goal }),
  };
}
