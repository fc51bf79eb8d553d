import { type CouponClaim, claimBytes } from "../../content/schema/coupon-payload.ts";
import type { TillKit } from "../../content/schema/till.ts";

/** Whether the site of `kit` signed `claim`; browsers that cannot say are helped. */
export async function isSigned(
  { host, key }: Pick<TillKit, "host" | "key">,
  claim: CouponClaim,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const bytes = claimBytes(host, claim);
  const own = await ownKey(key);
  if (own !== null) return crypto.subtle.verify("Ed25519", own, signature, bytes);
  const { verifyAsync } = await import("@noble/ed25519");
  return verifyAsync(signature, bytes, bytesOf(key)).catch(() => false);
}

/** The browser's own key; null where it has no Ed25519. */
async function ownKey(key: string): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey("raw", bytesOf(key), "Ed25519", false, ["verify"]);
  } catch {
    return null;
  }
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const binary = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
