import { type Approved, mailingOf } from "../campaigns/campaign.ts";
import { nameOf } from "../desk/person.tsx";
import type { View } from "../desk/view.ts";
import type { Deps } from "../env.ts";
import { composeSample, type SeenLetter, sampleFor } from "../mailing-desk/sample.ts";
import { campaignMailing } from "../mailings/mailing.ts";
import { findReader } from "./reader.ts";

/** Which letter to show: with which of the subjects, and to the reader after which one. */
export interface Wish {
  variant: number;
  after: string | null;
}

/** The letter as one of its readers would get it. */
export interface Preview extends Wish {
  /** Null while the segment has nobody: the letter is then as somebody gets it of whom nothing is known. */
  reader: { id: string; name: string } | null;
  /** Null where there can be none for this reader. */
  letter: SeenLetter | null;
  /** Where the letter alone is. */
  source: string;
  /** What the page's address says of the reader. */
  query: Record<string, string>;
  next: string | null;
  isFirst: boolean;
}

/** The letter for the next reader of what is seen. */
export async function readPreview(
  deps: Deps,
  view: View,
  { name, seen, wish }: { name: string; seen: Approved; wish: Wish },
): Promise<Preview> {
  const found = await findReader(deps, seen, wish.after);
  const variant = wish.variant < seen.entry.subjects.length ? wish.variant : 0;
  const to = sampleFor(view, found?.id);
  const mailing = campaignMailing(deps.catalog, mailingOf(name), seen.entry);
  const letter = await composeSample(deps, mailing, { to, variant });
  return {
    ...{ variant, after: wish.after, letter },
    reader: found === null ? null : { id: found.id, name: nameOf(found, view) },
    source: view.link(`/admin/mail/campaigns/${encodeURIComponent(name)}/letter.html`, {
      ...(found !== null && { lead: found.id }),
      ...(variant === 0 ? {} : { variant: String(variant) }),
    }),
    query: wish.after === null ? {} : { after: wish.after },
    next: found?.next ?? null,
    isFirst: wish.after === null,
  };
}
