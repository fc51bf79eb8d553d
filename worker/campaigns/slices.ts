import type { Deps } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { type MailingDraft, type Refusal, refusedMailings } from "../mailings/insert.ts";
import { ruleFor } from "../mailings/rule.ts";
import { newRowId } from "../tokens.ts";
import { mailingOf } from "./campaign.ts";
import { type Going, type Look, type Looked, lookOn } from "./look.ts";

/** The next mails of a campaign, how far was gone for them in each zone, and who was left out on the way, by reason. */
export interface Slice {
  drafts: MailingDraft[];
  reached: Look["reached"];
  leftOut: Record<string, number>;
  /** Mails that wait for another day, since the inboxes have had theirs. */
  capped: MailingDraft[];
  /** Of those that waited: how many were tried again, and which still wait, are left out for ever, or are needed no more. */
  tried: { n: number; later: string[]; over: string[]; gone: string[] };
}

/** The next slice of a campaign: as many mails as there are moments for them, fewer where readers are hard to find. */
export async function nextSlice(deps: Deps, going: Going, at: number): Promise<Slice> {
  const look = await lookOn(deps, going, at);
  const drafts = await draftsOf(deps, going, look.looked, { at });
  const refused = await refusedMailings(deps.db, [...drafts.values()], ruleFor(deps, going.approved.entry));
  const refusalOf = refusing(refused);
  const slice: Slice = { ...nothing(), reached: look.reached };
  for (const one of look.looked) {
    const draft = drafts.get(one.id);
    const reason = draft === undefined ? (one.refusal ?? "no-address") : refusalOf(draft);
    if (draft !== undefined && reason === "cap") {
      slice.capped.push(draft);
      continue;
    }
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

/** Why a draft is not written, where it is asked of each in turn: of those to one inbox the first alone is. */
export function refusing(refused: ReadonlyMap<string, Refusal>) {
  const inboxes = new Set<string>();
  return ({ id, inbox }: MailingDraft): Refusal | undefined => {
    const reason = refused.get(id) ?? (inboxes.has(inbox) ? "already" : undefined);
    if (reason === undefined) inboxes.add(inbox);
    return reason;
  };
}

/** A slice without a mail, in which `n` of those that waited are no more. */
export function nothing(n = 0): Slice {
  return { drafts: [], reached: [], leftOut: {}, capped: [], tried: { n, later: [], over: [], gone: [] } };
}

/** How far was gone when it is the turn of `next`, who waits for the next slice. */
function upTo(reached: Look["reached"], next: Looked): Look["reached"] {
  const place = reached.findIndex(({ zone }) => zone === next.zone);
  return [...reached.slice(0, place), { zone: next.zone, row: next.row - 1 }];
}

/** The mails to those who may get one, by lead, each for the first moment; `ids` are the names of those that are written already. */
export async function draftsOf(
  { tokenSecret, random }: Deps,
  { row, slots }: Going,
  looked: readonly Looked[],
  { at, ids }: { at: number; ids?: ReadonlyMap<string, string> },
): Promise<Map<string, MailingDraft>> {
  const first = slots[0] ?? at;
  const drafts = looked.map(async ({ id, email, refusal, variant }) =>
    refusal !== null || email === null
      ? []
      : [
          {
            id: ids?.get(id) ?? newRowId(random, at),
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
