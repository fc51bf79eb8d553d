import type { Texts } from "../../content/schema/locales/worker.ts";
import type { Deps } from "../env.ts";
import { unsubscribeHeaders } from "../mail/compose.ts";
import type { Mailing } from "../mailings/mailing.ts";
import { type TriedFor, triedMailing } from "../mailings/tried.ts";

/** A letter as it would leave. */
export interface SeenLetter {
  subject: string;
  /** Null where inboxes show the first words. */
  preheader: string | null;
  html: string;
  text: string;
  headers: Record<string, string>;
}

/** The letter as `to` would get it, with the headers it would have; nothing in it opens anything, or counts. Null where there can be none. */
export async function composeSample(
  deps: Deps,
  mailing: Mailing,
  wish: { to: TriedFor; variant: number },
): Promise<SeenLetter | null> {
  const letter = await triedMailing(deps, mailing, wish);
  return letter === null ? null : { ...letter, headers: unsubscribeHeaders(`${deps.publicUrl}/u/`) };
}

/** For whom the letter is made: the lead that is named, or, while there is none, somebody of whom nothing is known. */
export function sampleFor(
  { texts }: { texts: Pick<Texts, "campaigns"> },
  leadId: string | undefined,
): TriedFor {
  return leadId === undefined || leadId === "" ? { reason: texts.campaigns.says.reason } : { leadId };
}

/** Which of the subjects the address or a form asks for. */
export function variantIn(asked: unknown): number {
  return typeof asked === "string" && /^[0-3]$/.test(asked) ? Number(asked) : 0;
}
