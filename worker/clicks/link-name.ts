/** The variants of a mailing as addresses name them; `t` stands for mails that are only tried, which count nowhere. */
const letters = ["a", "b", "c", "d"] as const;
const tried = "t";

/** What an address of a link in a mail names. */
export interface NamedLink {
  /** `campaigns/<name>` or `sequences/<name>/<step>`. */
  mailing: string;
  /** Null where the mail was only a trial. */
  variant: number | null;
  /** The link's name, as `linkName` makes it. */
  link: string;
  /** What the address of one person ends with. */
  token: string | null;
}

/**
 * The name of the link to `href` among those of its mailing: seven letters and figures.
 *
 * It follows from where the link leads, not from its place: an old mail means the same by it when links were put before.
 */
export function linkName(href: string): string {
  // FNV-1a, 32 bits: to be short, not to be secret.
  let hash = 0x811c9dc5;
  for (let place = 0; place < href.length; place += 1)
    hash = Math.imul(hash ^ href.charCodeAt(place), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, "0");
}

/** The name of the link that nobody sees; no link leads to a mere mark. */
export const hiddenLink = linkName("#");

const pictureFile = "aperta.gif";

/** The name under which an opening waits beside the presses for its judgment; no link leads to a mere file. */
export const pictureLink = linkName(pictureFile);

/** The letter of `variant` in addresses. */
export function letterOf(variant: number | null): string {
  return letters[variant ?? 0] ?? letters[0];
}

/** The path of a link's address, below the origin that visitors see. */
export function linkPath(mailing: string, variant: number | null | "tried", link: string): string {
  return `/l/${mailing}/${variant === "tried" ? tried : letterOf(variant)}${link}`;
}

const address =
  /^(?<mailing>campaigns\/[a-z0-9-]{1,64}|sequences\/[a-z0-9-]{1,64}\/[a-z0-9-]{1,64})\/(?<letter>[a-dt])(?<link>[a-z0-9]{7})(?:\/(?<token>[\w-]{43}))?$/;

/** What the address `/l/<path>` names; null where it is no address of ours. */
export function readLink(path: string): NamedLink | null {
  const { mailing, letter, link, token = null } = address.exec(path)?.groups ?? {};
  if (mailing === undefined || link === undefined) return null;
  const variant = (letters as readonly (string | undefined)[]).indexOf(letter);
  return { mailing, link, variant: variant < 0 ? null : variant, token };
}

/** What the address of a picture names. */
export interface NamedPicture {
  mailing: string;
  /** What stands in the address of one person's picture. */
  token: string | null;
}

/** The path of the picture of a mailing: that of all its mails, or with a token that of one. */
export function picturePath(mailing: string, token: string | null): string {
  return `/l/${mailing}/${token === null ? "" : `${token}/`}${pictureFile}`;
}

/** What the picture at `/l/<path>` names; null where it is none. */
export function readPicture(path: string): NamedPicture | null {
  if (!path.endsWith(`/${pictureFile}`)) return null;
  const rest = path.slice(0, -pictureFile.length - 1);
  const [, mailing = rest, token = null] = /^(.+)\/([\w-]{43})$/.exec(rest) ?? [];
  return readLink(`${mailing}/a${hiddenLink}`) === null ? null : { mailing, token };
}
