import { type Campaign, campaignSchema } from "../../content/schema/campaign.ts";
import type { Form } from "../../content/schema/form.ts";
import type { CampaignEntry } from "../content/content.ts";
import type { ContentDocument } from "../content/document.ts";
import { judge, mistakeAt, soundKeys } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";
import {
  checkGoal,
  checkLanding,
  checkPurpose,
  checkSegment,
  type KnownToMailings,
  setMailing,
} from "./mailing.ts";

/** The file of the campaign `name`. */
export function campaignFile(name: string): string {
  return `content/campaigns/${name}.mdx`;
}

/** The campaigns `names`, set for mail programs; every mistake in them goes to `mistakes`. */
export async function readCampaigns(
  names: readonly string[],
  documents: ReadonlyMap<string, ContentDocument>,
  known: KnownToMailings,
  mistakes: ContentMistake[],
): Promise<CampaignEntry[]> {
  const found: CampaignEntry[] = [];
  for (const name of names) {
    const document = documents.get(campaignFile(name));
    const campaign = document && (await readCampaign(name, document, known, mistakes));
    if (campaign) found.push(campaign);
  }
  return found;
}

async function readCampaign(
  name: string,
  document: ContentDocument,
  known: KnownToMailings,
  mistakes: ContentMistake[],
): Promise<CampaignEntry | null> {
  const before = mistakes.length;
  const campaign = judge(document, campaignSchema, mistakes);
  const sound = campaign ?? soundKeys(document, campaignSchema);
  const forms = known.landings.map(({ entry }) => entry.form);
  checkKeys(document, sound, { forms, known }, mistakes);
  const letter = await setMailing(`campaigns/${name}`, document, sound, { forms, known }, mistakes);
  if (campaign === null || letter === null || mistakes.length > before) return null;
  return { ...letter, name, campaign };
}

/** What the keys of a campaign refer to is there. */
function checkKeys(
  document: ContentDocument,
  { segment, landing, basis, purpose, goal, subject, test }: Partial<Campaign>,
  { forms, known }: { forms: readonly Form[]; known: KnownToMailings },
  mistakes: ContentMistake[],
): void {
  if (segment !== undefined) checkSegment(document, ["segment"], segment, known, mistakes);
  if (landing !== undefined) checkLanding(document, ["landing"], landing, known, mistakes);
  if (basis === "consent" && purpose !== undefined) checkPurpose(document, purpose, forms, mistakes);
  if (basis === "soft-opt-in" && !known.site.softOptIn) {
    const message = "The site does not declare that customers are told of such mails as they buy.";
    const cure = 'Tell them, and write "softOptIn: true" into content/site.yaml; or ask for consent.';
    mistakes.push(mistakeAt(document, ["basis"], message, cure));
  }
  checkGoal(document, goal, known, mistakes);
  if (subject !== undefined) checkSubjects(document, { subject, test }, mistakes);
}

/** Several subjects differ, and a test has several. */
function checkSubjects(
  document: ContentDocument,
  { subject, test }: Pick<Campaign, "subject" | "test">,
  mistakes: ContentMistake[],
): void {
  const subjects = [subject].flat();
  const twice = subjects.findIndex((each, place) => subjects.indexOf(each) !== place);
  if (twice !== -1)
    mistakes.push(mistakeAt(document, ["subject", twice], "This subject stands here twice.", "Delete one."));
  if (test !== undefined && subjects.length === 1)
    mistakes.push(
      mistakeAt(
        document,
        ["test"],
        "There is one subject, so nothing is tried.",
        'Give "subject" two to four lines, or delete "test".',
      ),
    );
}
