import * as z from "zod";
import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import type { Deed } from "./store-history.ts";
import { type Colleague, statuses } from "./store-lead.ts";

const about = z.object({
  from: z.enum(statuses).optional(),
  to: z.enum(statuses).optional(),
  member: z.string().optional(),
});

/** What somebody of the business did with a lead, in words; null for what shows in another way, or is no news. */
export function deedText(
  deed: Deed,
  { colleagues }: { colleagues: readonly Colleague[] },
  view: View,
): string | null {
  const words = view.texts.lead;
  const who = whoIs(deed.member_id, colleagues, view);
  const { from, to, member } = about.catch({}).parse(JSON.parse(deed.about ?? "{}"));
  switch (deed.act) {
    case "lead.status": {
      const [before, after] = [from, to].map((status) =>
        status === undefined ? "–" : words.statuses[status],
      );
      return fill(words.events.status, { who, from: before ?? "", to: after ?? "" });
    }
    case "lead.assign":
      return member === undefined
        ? fill(words.events.unassigned, { who })
        : fill(words.events.assigned, { who, member: whoIs(member, colleagues, view) });
    case "lead.untag":
      return fill(words.events.untagged, { who });
    case "lead.rejoin":
      return fill(words.events.rejoined, { who });
    case "lead.leave":
      return fill(words.events.left, { who });
    case "lead.replied":
      return fill(words.events.replied, { who });
    case "lead.merge":
      return fill(words.events.merged, { who });
    case "lead.unmerge":
      return fill(words.events.unmerged, { who });
    default:
      return null;
  }
}

/** What somebody of the business is called; null: whoever has the business's own token. */
export function whoIs(id: string | null, colleagues: readonly Colleague[], view: View): string {
  return colleagues.find((colleague) => colleague.id === id)?.name ?? view.texts.parts.owner;
}
