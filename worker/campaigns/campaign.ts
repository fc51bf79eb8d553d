import * as z from "zod";
import { type CatalogCampaign, catalogCampaignSchema } from "../../content/schema/campaign.ts";
import type { Question } from "../../content/schema/segment.ts";
import { readQuestion } from "../../content/schema/segment-check.ts";
import { digest } from "../digest.ts";
import type { Deps } from "../env.ts";
import { findSegment } from "../segments/saved.ts";

/** What a campaign that was approved is doing. */
export type CampaignStatus = "approved" | "testing" | "sending" | "stopped" | "done";

/** Why a campaign that was going out came to a stop: somebody wished so, or something that was approved is gone. */
export type StopReason = "owner" | "words" | "segment";

/** What goes out, and to whom: all that is approved. */
export interface Approved {
  entry: CatalogCampaign;
  question: Question;
}

/** What `message.mailing` calls the campaign `name`. */
export function mailingOf(name: string): string {
  return `campaigns/${name}`;
}

/** The campaign `name` of the catalog, or undefined. */
export function campaignNamed({ catalog }: Pick<Deps, "catalog">, name: string): CatalogCampaign | undefined {
  return Object.hasOwn(catalog.campaigns, name) ? catalog.campaigns[name] : undefined;
}

/** What approving the campaign now would approve, or what is wrong with its segment. */
export async function approvable(
  { db, catalog }: Pick<Deps, "db" | "catalog">,
  entry: CatalogCampaign,
): Promise<Approved | "segment-gone" | "segment-unclear"> {
  const segment = await findSegment(db, catalog, entry.segment);
  if (segment === null) return "segment-gone";
  const { question } = readQuestion(segment.question, catalog);
  return question === null ? "segment-unclear" : { entry, question };
}

/** The one name of what is approved: the entry tells its words, too, whose file is named after them. */
export function hashOf({ entry, question }: Approved): Promise<string> {
  return digest(JSON.stringify([entry, question]));
}

const approvedSchema = z.object({ entry: catalogCampaignSchema, question: z.unknown() });

/** What was approved, as the database keeps it; null where today's code or content understands it no longer. */
export function readApproved({ catalog }: Pick<Deps, "catalog">, text: string): Approved | null {
  const read = approvedSchema.safeParse(JSON.parse(text));
  const { question } = readQuestion(read.data?.question, catalog);
  return read.success && question !== null ? { entry: read.data.entry, question } : null;
}
