import type { Deps } from "../env.ts";
import { tokenFor } from "../tokens.ts";
import { hiddenLink, linkName, linkPath, picturePath } from "./link-name.ts";

/** A mail of a mailing that is about to leave. */
export interface LinkedMail {
  /** The message's identifier. */
  id: string;
  /** `campaigns/<name>` or `sequences/<name>/<step>`. */
  mailing: string;
  variant: number | null;
  /** Whether its links are its reader's own, and its picture. */
  isTracked: boolean;
  isOpenTold: boolean;
}

/** The addresses that stand in one mail. */
export interface MailLinks {
  /** For each of the mailing's numbered links. */
  links: string[];
  /** For the link that nobody sees: `HiddenLink` sets it. */
  hidden: string;
  /** Of the picture that all mails of the mailing share, or of its reader's own; null where openings are not counted. */
  picture: string | null;
}

/**
 * The addresses for the numbered `links` of a mail: the same in every mail of its mailing and variant, or that person's
 * own where the consent to tracking is confirmed; the same to the byte each time the mail is made.
 */
export async function linksFor(
  { publicUrl, catalog, tokenSecret }: Deps,
  { id, mailing, variant, isTracked, isOpenTold }: LinkedMail,
  links: readonly string[],
): Promise<MailLinks> {
  const end = isTracked ? `/${await tokenFor(tokenSecret, "press", id)}` : "";
  const addressOf = (link: string) => `${publicUrl}${linkPath(mailing, variant, link)}${end}`;
  const opening = isOpenTold ? await tokenFor(tokenSecret, "open", id) : null;
  return {
    links: links.map((href) => (leadsOn(href) ? addressOf(linkName(href)) : href)),
    hidden: addressOf(hiddenLink),
    picture: catalog.site.opens === false ? null : `${publicUrl}${picturePath(mailing, opening)}`,
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
