import {
  type CouponClaim,
  claimBytes,
  couponTag,
  writePayload,
} from "../../content/schema/coupon-payload.ts";
import type { Deps } from "../env.ts";

/** What a coupon's QR code needs to know of it. */
export interface IssuedCoupon {
  code: string;
  magnet: string;
  validFrom: number;
  validUntil: number;
}

/** Whose coupons they are. */
type Site = Pick<Deps, "publicUrl" | "tokenSecret">;

/** The address in a coupon's QR code: its own page, with the signed payload that a till without reception checks. */
export async function couponLink(deps: Site, coupon: IssuedCoupon): Promise<string> {
  const { code, magnet, validFrom, validUntil } = coupon;
  const claim = { code, tag: couponTag(magnet), validFrom, validUntil };
  const { origin, host, pathname } = new URL(deps.publicUrl);
  // In capitals where the address allows it: QR codes then need a third less room.
  const base = pathname === "/" ? `${origin.toUpperCase()}/K` : `${deps.publicUrl}/k`;
  return `${base}/${code}/${writePayload(claim, await signClaim(deps.tokenSecret, host, claim))}`;
}

/** The public key of the site's signature over coupons, as tills take it along: 32 bytes, base64url. */
export async function couponKey({ tokenSecret }: Site): Promise<string> {
  const { publicKey } = await keysOf(tokenSecret);
  return publicKey;
}

/** Whether this site signed `claim`. */
export async function isOurClaim(
  { tokenSecret, publicUrl }: Deps,
  claim: CouponClaim,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const { verifyKey } = await keysOf(tokenSecret);
  return crypto.subtle.verify("Ed25519", verifyKey, signature, claimBytes(new URL(publicUrl).host, claim));
}

async function signClaim(secret: string, host: string, claim: CouponClaim): Promise<Uint8Array> {
  const { privateKey } = await keysOf(secret);
  return new Uint8Array(await crypto.subtle.sign("Ed25519", privateKey, claimBytes(host, claim)));
}

interface Keys {
  privateKey: CryptoKey;
  publicKey: string;
  verifyKey: CryptoKey;
}

const keys = new Map<string, Promise<Keys>>();

/** The pair of keys that belongs to the site's secret: made from it, so that there is no second secret to keep. */
function keysOf(secret: string): Promise<Keys> {
  const known = keys.get(secret) ?? makeKeys(secret);
  keys.set(secret, known);
  return known;
}

// PKCS #8 around the 32 bytes of an Ed25519 key (RFC 8410, section 7).
const wrapping = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

async function makeKeys(secret: string): Promise<Keys> {
  const encoded = new TextEncoder();
  const material = await crypto.subtle.importKey("raw", encoded.encode(secret), "HKDF", false, [
    "deriveBits",
  ]);
  const derivation = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: encoded.encode("coupon"),
  };
  const seed = new Uint8Array(await crypto.subtle.deriveBits(derivation, material, 256));
  const wrapped = new Uint8Array([...wrapping, ...seed]);
  const privateKey = await crypto.subtle.importKey("pkcs8", wrapped, "Ed25519", true, ["sign"]);
  const told = await crypto.subtle.exportKey("jwk", privateKey);
  const publicKey = "x" in told ? String(told.x) : "";
  const open = { kty: "OKP", crv: "Ed25519", x: publicKey };
  const verifyKey = await crypto.subtle.importKey("jwk", open, "Ed25519", false, ["verify"]);
  return { privateKey, publicKey, verifyKey };
}
