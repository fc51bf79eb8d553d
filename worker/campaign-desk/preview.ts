import type { Approved } from "../campaigns/campaign.ts";
import { nameOf } from "../desk/person.tsx";
import type { View } from "../desk/view.ts";
import type { Deps } from "../env.ts";
import type { SeenLetter } from "./points-letter.ts";
import { findReader } from "./reader.ts";
import { composeSample } from "./sample.ts";

/** Which letter to show: with which of the subjects, and to the reader after which one. */
export interface Wish {
  variant: number;
  after: string | null;
}

/** The letter as one of its readers would get it. */
export interface Preview extends Wish {
  leadId: string;
  name: string;
  /** Null where there can be none for this reader. */
  letter: (SeenLetter & { preheader: string | null }) | null;
  /** Where the letter alone is. */
  source: string;
  /** What the page's address says of the reader. */
  query: Record<string, string>;
  next: string | null;
  isFirst: boolean;
}

/** The letter for the next reader of what is seen; null where there is nobody to show it to. */
export async function readPreview(
  deps: Deps,
  view: View,
  { name, seen, wish }: { name: string; seen: Approved; wish: Wish },
): Promise<Preview | null> {
  const reader = await findReader(deps, seen, wish.after);
  if (reader === null) return null;
  const variant = wish.variant < seen.entry.subjects.length ? wish.variant : 0;
  const letter = await composeSample(deps, { name, entry: seen.entry, leadId: reader.id, variant });
  return {
    ...{ variant, after: wish.after, leadId: reader.id, name: nameOf(reader, view), letter },
    source: view.link(`/admin/mail/campaigns/${encodeURIComponent(name)}/letter.html`, {
      lead: reader.id,
      ...(variant === 0 ? {} : { variant: String(variant) }),
    }),
    query: wish.after === null ? {} : { after: wish.after },
    next: reader.next,
    isFirst: wish.after === null,
  };
}
