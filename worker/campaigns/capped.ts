import { addDays, dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { refusedMailings } from "../mailings/insert.ts";
import { ruleFor } from "../mailings/rule.ts";
import { openAt } from "./hours.ts";
import { type Going, lookAgain } from "./look.ts";
import { draftsOf, nothing, refusing, type Slice } from "./slices.ts";
import type { CampaignRow } from "./store-campaign.ts";
import { listCapped } from "./store-capped.ts";

/** On so many days after the first somebody is tried again whose inbox had had its mails. */
const daysAfter = 3;

/** How many of a campaign's readers wait for another day. */
export function cappedOf({ capped }: Pick<CampaignRow, "capped">): number {
  return Object.values(capped).reduce((sum, n) => sum + n, 0);
}

/** How many of those are to be tried again by `day`. */
export function dueOf({ capped }: Pick<CampaignRow, "capped">, day: string): number {
  return Object.entries(capped).reduce((sum, [on, n]) => (on <= day ? sum + n : sum), 0);
}

/**
 * The next mails to readers who were kept for another day; null where nobody can be tried now.
 *
 * All is asked anew: who has left the segment meanwhile, or may not be written to any more, gets nothing.
 */
export async function sliceAgain(deps: Deps, going: Going, day: string, at: number): Promise<Slice | null> {
  const { db, catalog } = deps;
  const { timeZone } = catalog.site;
  const all = await listCapped(db, going.row, at);
  // Whoever is counted and not there any more was erased.
  if (all.length === 0) return nothing(dueOf(going.row, day));
  const kept = all.filter(({ zone }) => openAt(at, zone || timeZone) === at);
  if (kept.length === 0) return null;
  const ids = new Map(kept.map(({ leadId, id }) => [leadId, id]));
  const looked = new Map((await lookAgain(deps, going, [...ids.keys()], at)).map((one) => [one.id, one]));
  const drafts = await draftsOf(deps, going, [...looked.values()], { at, ids });
  const refused = await refusedMailings(db, [...drafts.values()], ruleFor(deps, going.approved.entry));
  const refusalOf = refusing(refused);
  const slice = nothing();
  for (const { id, leadId, createdAt } of kept) {
    const draft = drafts.get(leadId);
    const reason = draft === undefined ? (looked.get(leadId)?.refusal ?? "left") : refusalOf(draft);
    const slot = going.slots[slice.drafts.length];
    if (draft !== undefined && reason === undefined) {
      if (slot === undefined) break;
      slice.drafts.push({ ...draft, at: slot });
    } else if (reason === "cap" && addDays(dayIn(createdAt, timeZone), daysAfter) > day) {
      slice.tried.later.push(id);
    } else {
      slice.tried[reason === "cap" ? "over" : "gone"].push(id);
      // Whoever has left the segment is no reader, as those who were never in it.
      if (reason !== undefined && reason !== "left") slice.leftOut[reason] = (slice.leftOut[reason] ?? 0) + 1;
    }
    slice.tried.n += 1;
  }
  return slice;
}
