import type { CatalogCoupon, CatalogLanding } from "../../content/schema/catalog.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import { couponLink } from "../coupon/link.ts";
import type { Deps } from "../env.ts";
import { sayValue } from "../mail/delivery-mail.tsx";
import type { Coupon } from "../store/coupons.ts";
import type { Certificate } from "./certificate.ts";
import { detachedSignature } from "./cms.ts";
import { signingKey } from "./pem.ts";
import { zipOf } from "./zip.ts";

/** Whom Apple lets sign passes. */
export interface PassSigner {
  certificate: Certificate & { passType: string; team: string };
  /** Apple's own certificate above it (WWDR). */
  above: Uint8Array<ArrayBuffer>;
  /** The private key (PKCS #8). */
  key: Uint8Array<ArrayBuffer>;
}

/** The icons that lie among the assets, by their name in the pass. */
const icons = { "icon.png": 29, "icon@2x.png": 58, "icon@3x.png": 87 };

/** The coupon as a pass for Apple Wallet; null where its icons cannot be had now. */
export async function applePass(
  deps: Pick<Deps, "catalog" | "fetchAsset" | "now" | "publicUrl" | "tokenSecret">,
  signer: PassSigner,
  shown: { landing: CatalogLanding; magnet: CatalogCoupon; coupon: Coupon },
): Promise<Uint8Array<ArrayBuffer> | null> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, size] of Object.entries(icons)) {
    const icon = await deps.fetchAsset(`/_private/wallet/icon-${size}.png`);
    if (!icon.ok) return null;
    files.set(name, new Uint8Array(await icon.arrayBuffer()));
  }
  files.set("pass.json", encoded(await passOf(deps, signer, shown)));
  const sums = await Promise.all([...files].map(async ([name, bytes]) => [name, await sha1(bytes)] as const));
  const manifest = encoded(Object.fromEntries(sums));
  const { certificate, above } = signer;
  const key = await signingKey(signer.key);
  const signature = await detachedSignature(manifest, { certificate, above: [above], key }, deps.now());
  return zipOf(new Map([...files, ["manifest.json", manifest], ["signature", signature]]));
}

async function passOf(
  deps: Pick<Deps, "catalog" | "fetchAsset" | "now" | "publicUrl" | "tokenSecret">,
  { certificate }: PassSigner,
  { landing, magnet, coupon }: { landing: CatalogLanding; magnet: CatalogCoupon; coupon: Coupon },
) {
  const { site } = deps.catalog;
  const words = textsIn(landing.locale).coupon.wallet;
  const shops = site.shops.filter(({ name }) => magnet.shops.length === 0 || magnet.shops.includes(name));
  const places = shops.map(({ title, address, hours }) =>
    [title, `${address.street}, ${address.city}`, hours].filter(Boolean).join("\n"),
  );
  const isGift = "gift" in magnet.value;
  const back = { code: coupon.code, terms: magnet.terms.join("\n"), shops: places.join("\n\n") };
  return {
    formatVersion: 1,
    passTypeIdentifier: certificate.passType,
    teamIdentifier: certificate.team,
    serialNumber: coupon.code,
    organizationName: site.name,
    description: magnet.title,
    logoText: site.name,
    backgroundColor: rgb(landing.colours.primary),
    foregroundColor: rgb(landing.colours.onPrimary),
    labelColor: rgb(landing.colours.onPrimary),
    expirationDate: new Date(coupon.validUntil).toISOString(),
    barcodes: [
      {
        format: "PKBarcodeFormatQR",
        message: await couponLink(deps, coupon),
        messageEncoding: "iso-8859-1",
        altText: coupon.code,
      },
    ],
    coupon: {
      primaryFields: [
        { key: "value", label: isGift ? "" : words.off, value: sayValue(magnet.value, landing.locale) },
      ],
      secondaryFields: [
        {
          key: "until",
          label: words.until,
          value: sayDay(coupon.validUntil - 1, landing.locale, site.timeZone),
        },
      ],
      backFields: [
        { key: "hint", label: magnet.title, value: words.hint },
        ...Object.entries(back).flatMap(([key, value]) =>
          value === "" ? [] : [{ key, label: words[key as keyof typeof back], value }],
        ),
        { key: "link", label: words.link, value: `${deps.publicUrl}/k/${coupon.code}` },
      ],
    },
  };
}

/** #0b6e4f as passes write it. */
function rgb(colour: string): string {
  const [red = 0, green = 0, blue = 0] = (colour.slice(1).match(/../g) ?? []).map((pair) =>
    Number.parseInt(pair, 16),
  );
  return `rgb(${red}, ${green}, ${blue})`;
}

function encoded(value: object): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(JSON.stringify(value)));
}

// What passes want; it only names the files, the signature over their list is the one that counts.
async function sha1(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-1", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
