import type { Context } from "hono";
import { sign } from "./digest.ts";
import type { AppEnv } from "./env.ts";

/** The caller's network as a keyed hash: an IPv4 address, or the /64 that one holder of IPv6 has to himself; null at home. */
export async function hashedNetwork(c: Context<AppEnv>): Promise<string | null> {
  // Cloudflare writes this header over whatever the caller sent; without Cloudflare there is no telling callers apart.
  const address = c.req.header("CF-Connecting-IP");
  if (address === undefined || /^127\.|^::1$/.test(address)) return null;
  return sign(c.var.deps.tokenSecret, `network:${networkOf(address)}`);
}

/** The part of `address` that stands for its holder. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0");
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
