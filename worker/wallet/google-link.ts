import type { CatalogCoupon, CatalogLanding } from "../../content/schema/catalog.ts";
import { couponTag } from "../../content/schema/coupon-payload.ts";
import { couponLink } from "../coupon/link.ts";
import { base64Url } from "../digest.ts";
import type { Deps } from "../env.ts";
import { sayValue } from "../mail/delivery-mail.tsx";
import type { Coupon } from "../store/coupons.ts";
import { signedBy, signingKey } from "./pem.ts";

/** The account whose passes Google keeps. */
export interface WalletAccount {
  email: string;
  issuer: string;
  /** The private key (PKCS #8). */
  key: Uint8Array<ArrayBuffer>;
}

/** The address at which Google Wallet takes the coupon in; Google reads at most 1,800 characters of it. */
export async function googleLink(
  deps: Pick<Deps, "catalog" | "now" | "publicUrl" | "tokenSecret">,
  { email, issuer, key }: WalletAccount,
  { landing, magnet, coupon }: { landing: CatalogLanding; magnet: CatalogCoupon; coupon: Coupon },
): Promise<string> {
  const { site } = deps.catalog;
  const classId = `${issuer}.coupon-${couponTag(coupon.magnet).toString(36)}`;
  const value = sayValue(magnet.value, landing.locale);
  const offer = {
    id: classId,
    issuerName: site.name.slice(0, 20),
    provider: site.name.slice(0, 20),
    title: `${value} · ${site.name}`.slice(0, 60),
    redemptionChannel: "INSTORE",
    reviewStatus: "UNDER_REVIEW",
  };
  const held = {
    id: `${issuer}.${coupon.code}`,
    classId,
    state: "ACTIVE",
    barcode: { type: "QR_CODE", value: await couponLink(deps, coupon), alternateText: coupon.code },
    validTimeInterval: { start: { date: day(coupon.validFrom) }, end: { date: day(coupon.validUntil) } },
  };
  const claims = {
    iss: email,
    aud: "google",
    typ: "savetowallet",
    iat: Math.floor(deps.now() / 1000),
    payload: { offerClasses: [offer], offerObjects: [held] },
  };
  const text = `${encoded({ alg: "RS256" })}.${encoded(claims)}`;
  const signature = await signedBy(await signingKey(key), new Uint8Array(new TextEncoder().encode(text)));
  return `https://pay.google.com/gp/v/save/${text}.${base64Url(signature)}`;
}

function day(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 16)}Z`;
}

function encoded(value: object): string {
  return base64Url(new TextEncoder().encode(JSON.stringify(value)));
}
