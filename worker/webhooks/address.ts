import { isPrivateAddress, isPrivateHost } from "../../content/schema/private-address.ts";
import type { Deps } from "../env.ts";

/** Whether an address may be called; `nowhere`: no host has that name. */
export type Reach = "open" | "private" | "nowhere" | "unknown";

/**
 * Whether `url` leads out to the public internet, by its name and by every address that the name has now.
 *
 * A name may have another address a moment later; at Cloudflare a Worker reaches no private network even then.
 */
export async function reachOf(
  url: string,
  { resolve, webhooksReachPrivate }: Pick<Deps, "resolve" | "webhooksReachPrivate">,
): Promise<Reach> {
  if (webhooksReachPrivate) return "open";
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:" || isPrivateHost(hostname)) return "private";
  // An address needs no looking up.
  if (/^\[|^[\d.]+$/.test(hostname)) return "open";
  const addresses = await resolve(hostname);
  if (addresses === null) return "unknown";
  if (addresses.length === 0) return "nowhere";
  return addresses.some(isPrivateAddress) ? "private" : "open";
}
