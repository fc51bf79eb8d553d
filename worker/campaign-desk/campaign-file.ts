import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import { hasWords } from "../campaigns/approve.ts";
import { approvable, hashOf, mailingOf } from "../campaigns/campaign.ts";
import type { Recipients } from "../campaigns/recipients.ts";
import { type CampaignOutline, type CampaignStanding, campaignStanding } from "../campaigns/standing.ts";
import { readMailing, type Told } from "../clicks/read-figures.ts";
import { complaintTime } from "../complaints.ts";
import type { View } from "../desk/view.ts";
import type { Deps } from "../env.ts";
import { listTesters } from "../mailing-desk/testers.ts";
import { findSegment, type Segment } from "../segments/saved.ts";
import { readComplaints } from "../store/complaints.ts";
import { lastReason, type MailingReason } from "../store/mailing-reasons.ts";
import { recipientsShown } from "./kept-recipients.ts";
import { countMends, type Point } from "./point.ts";
import { ownPoints } from "./points.ts";
import { type Asked, askedPoints } from "./points-asked.ts";
import { letterPoints } from "./points-letter.ts";
import { type Preview, readPreview, type Wish } from "./preview.ts";

/** All that the page of one campaign tells. */
export interface CampaignFile {
  standing: CampaignStanding;
  shown: CatalogCampaign;
  segment: Segment | null;
  /** The one name of what is seen here; null where it cannot be approved. */
  hash: string | null;
  recipients: Recipients | null;
  preview: Preview | null;
  hasWords: boolean;
  points: Point[];
  mends: number;
  /** Whether the network was asked for this page. */
  isAsked: boolean;
  /** The addresses that a test may go to. */
  testers: string[];
  /** What it came to; null while nothing of it has left. */
  told: Told | null;
  /** Who approved it; null: the owner. */
  approver: string | null;
  resumed: MailingReason | null;
  /** Whether mails that nobody asked for are held. */
  isHeld: boolean;
}

/** What the page of a campaign shows: as content has it now, or as it was approved once it goes out, or is gone from content. */
export function shownOf(standing: CampaignOutline): CatalogCampaign {
  return goesOut(standing) || standing.entry === null ? standing.approved : standing.entry;
}

function goesOut({ status }: CampaignOutline): boolean {
  return status === "sending" || status === "testing" || status === "done";
}

/** Reads the campaign `name` for its page; null where there is none of that name. */
export async function readCampaignFile(
  deps: Deps,
  view: View,
  name: string,
  { wish, asked = null }: { wish: Wish; asked?: Asked | null },
): Promise<CampaignFile | null> {
  const { db, catalog, now } = deps;
  const standing = await campaignStanding(deps, name);
  if (standing === null) return null;
  const { row } = standing;
  const shown = shownOf(standing);
  const whole = await approvable(deps, shown);
  const seen = typeof whole === "string" ? null : whole;
  const [segment, words, complaints, testers, approver, resumed, told] = await Promise.all([
    findSegment(db, catalog, shown.segment),
    hasWords(deps, shown),
    readComplaints(db, now() - complaintTime),
    listTesters(deps),
    memberNamed(db, row?.approvedBy ?? null),
    lastReason(db, mailingOf(name)),
    row === null || row.lastRow === null ? null : readMailing(deps, mailingOf(name)),
  ]);
  // What goes out counts for itself.
  const recipients = seen === null || goesOut(standing) ? null : await recipientsShown(deps, seen);
  const preview = seen === null || !words ? null : await readPreview(deps, view, { name, seen, wish });
  const isHeld = complaints.last !== null && complaints.last.endedAt === null;
  const facts = { name, entry: shown, recipients, pace: standing.pace, complaints: complaints.all, isHeld };
  const points = goesOut(standing)
    ? []
    : [
        ...ownPoints(view, { ...facts, mailer: deps.mailer?.name ?? null, hasWords: words }),
        ...letterPoints(view, name, preview?.letter ?? null),
        ...askedPoints(view, { name, links: shown.links, asked }),
      ];
  return {
    ...{ standing, shown, segment, recipients, preview, points, testers, approver, resumed, isHeld },
    hash: seen === null ? null : await hashOf(seen),
    hasWords: words,
    mends: countMends(points),
    isAsked: asked !== null,
    told,
  };
}

/** The name of the member `id`; null where it is nobody but the owner. */
async function memberNamed(db: D1Database, id: string | null): Promise<string | null> {
  if (id === null) return null;
  return db.prepare("SELECT name FROM member WHERE id = ?1").bind(id).first<string>("name");
}
