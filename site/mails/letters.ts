import type { Content } from "../content/content.ts";
import type { ContentDocument } from "../content/document.ts";
import type { Layout } from "../content/layout.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { readCampaigns } from "./campaigns.ts";
import type { KnownToMailings } from "./mailing.ts";
import { readMails } from "./read.ts";
import { readSequences } from "./sequences.ts";

/** Every mail that `layout` tells of, set for mail programs; every mistake in them goes to `mistakes`. */
export async function readLetters(
  layout: Layout,
  documents: ReadonlyMap<string, ContentDocument>,
  known: KnownToMailings,
  mistakes: ContentMistake[],
): Promise<Pick<Content, "mails" | "sequences" | "campaigns">> {
  // What refers to a landing with mistakes of its own is judged once those are mended.
  if (known.landings.length < layout.landings.length) return { mails: [], sequences: [], campaigns: [] };
  return {
    mails: await readMails(layout.mails, documents, known, mistakes),
    sequences: await readSequences(layout, documents, known, mistakes),
    campaigns: await readCampaigns(layout.campaigns, documents, known, mistakes),
  };
}
