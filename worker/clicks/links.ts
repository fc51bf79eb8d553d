import type { Deps } from "../env.ts";
import { hashOfToken, tokenFor } from "../tokens.ts";
import { hiddenLink, linkName, linkPath, pictureName } from "./link-name.ts";
import { asksForTracking, keepPressToken } from "./store-tokens.ts";

/** A mail of a mailing that is about to leave. */
export interface LinkedMail {
  /** The message's identifier. */
  id: string;
  /** How often it was taken for sending, this time included. */
  attempts: number;
  leadId: string | null;
  /** `campaigns/<name>` or `sequences/<name>/<step>`. */
  mailing: string;
  variant: number | null;
  /** Whether it has addresses of its own, where that is known already. */
  isTracked?: boolean;
}

/** The addresses that stand in one mail. */
export interface MailLinks {
  /** For each of the mailing's numbered links. */
  links: string[];
  /** For the link that nobody sees: `HiddenLink` sets it. */
  hidden: string;
  /** Of the picture that all mails of the mailing share; null where openings are not counted. */
  picture: string | null;
}

/**
 * The addresses for the numbered `links` of a mail: the same in every mail of its mailing and variant, or that person's
 * own where the consent to tracking is confirmed; the same to the byte each time the mail is made.
 */
export async function linksFor(deps: Deps, mail: LinkedMail, links: readonly string[]): Promise<MailLinks> {
  const token = await tokenOf(deps, mail);
  const addressOf = (link: string) =>
    `${deps.publicUrl}${linkPath(mail.mailing, mail.variant, link)}${token === null ? "" : `/${token}`}`;
  return {
    links: links.map((href) => (leadsOn(href) ? addressOf(linkName(href)) : href)),
    hidden: addressOf(hiddenLink),
    picture: deps.catalog.site.opens ? `${deps.publicUrl}/l/${mail.mailing}/${pictureName}` : null,
  };
}

/** The addresses for a mail that is only tried: they lead where they should, and count nowhere. */
export function triedLinks({ publicUrl }: Deps, mailing: string, links: readonly string[]): MailLinks {
  const addressOf = (link: string) => `${publicUrl}${linkPath(mailing, "tried", link)}`;
  return {
    links: links.map((href) => (leadsOn(href) ? addressOf(linkName(href)) : href)),
    hidden: addressOf(hiddenLink),
    picture: null,
  };
}

/** Whether a press of `href` can be counted on its way. */
function leadsOn(href: string): boolean {
  return href.startsWith("/") || /^https?:/.test(href);
}

/** What the addresses of this person's mail end with; null for everyone who did not agree to tracking. */
async function tokenOf(deps: Deps, { id, attempts, leadId, isTracked }: LinkedMail): Promise<string | null> {
  if (isTracked !== undefined) return isTracked ? tokenFor(deps.tokenSecret, "press", id) : null;
  if (leadId === null || !asksForTracking(deps.catalog)) return null;
  const token = await tokenFor(deps.tokenSecret, "press", id);
  const draft = { hash: await hashOfToken(token), message: id, lead: leadId, now: deps.now() };
  // A mail that is made again is the same mail: what was agreed to meanwhile holds for the next one.
  return (await keepPressToken(deps.db, draft, attempts <= 1)) ? token : null;
}
