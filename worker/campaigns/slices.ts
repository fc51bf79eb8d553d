import type { Deps } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { type MailingDraft, refusedMailings } from "../mailings/insert.ts";
import { ruleFor } from "../mailings/rule.ts";
import { newRowId } from "../tokens.ts";
import { mailingOf } from "./campaign.ts";
import { type Going, type Look, type Looked, lookOn } from "./look.ts";

/** The next mails of a campaign, how far was gone for them in each zone, and who was left out on the way, by reason. */
export interface Slice {
  drafts: MailingDraft[];
  reached: Look["reached"];
  leftOut: Record<string, number>;
}

/** The next slice of a campaign: as many mails as there are moments for them, fewer where readers are hard to find. */
export async function nextSlice(deps: Deps, going: Going, at: number): Promise<Slice> {
  const look = await lookOn(deps, going, at);
  const drafts = await draftsOf(deps, going, look.looked, at);
  const refused = await refusedMailings(deps.db, [...drafts.values()], ruleFor(deps, going.approved.entry));
  const slice: Slice = { drafts: [], reached: look.reached, leftOut: {} };
  for (const one of look.looked) {
    const draft = drafts.get(one.id);
    const reason = draft === undefined ? (one.refusal ?? "no-address") : refused.get(draft.id);
    if (draft === undefined || reason !== undefined) {
      slice.leftOut[reason ?? "gone"] = (slice.leftOut[reason ?? "gone"] ?? 0) + 1;
      continue;
    }
    const slot = going.slots[slice.drafts.length];
    if (slot === undefined) return { ...slice, reached: upTo(look.reached, one) };
    slice.drafts.push({ ...draft, at: slot });
  }
  return slice;
}

/** How far was gone when it is the turn of `next`, who waits for the next slice. */
function upTo(reached: Look["reached"], next: Looked): Look["reached"] {
  const place = reached.findIndex(({ zone }) => zone === next.zone);
  return [...reached.slice(0, place), { zone: next.zone, row: next.row - 1 }];
}

async function draftsOf(
  { tokenSecret, random }: Deps,
  { row, slots }: Going,
  looked: readonly Looked[],
  at: number,
): Promise<Map<string, MailingDraft>> {
  const first = slots[0] ?? at;
  const drafts = looked.map(async ({ id, email, refusal, variant }) =>
    refusal !== null || email === null
      ? []
      : [
          {
            id: newRowId(random, at),
            mailing: mailingOf(row.name),
            kind: "campaign" as const,
            variant,
            leadId: id,
            inbox: await inboxOf(tokenSecret, email),
            at: first,
          },
        ],
  );
  return new Map((await Promise.all(drafts)).flat().map((draft) => [draft.leadId, draft]));
}
