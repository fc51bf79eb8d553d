import type { Makings } from "../../content/schema/makings.ts";
import { sayDay } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { findMagnet } from "../landing.ts";
import { copyTail } from "../pdf/copy.ts";
import type { Filling } from "../pdf/fill.ts";
import { writableName } from "../pdf/letters.ts";
import { makingsAt } from "../pdf/makings.ts";
import { followedBy } from "../streams.ts";
import { couponLink, type IssuedCoupon } from "./link.ts";
import { qrRows } from "./qr.ts";

/** A file of which the first part lies among the assets: its bytes, and how many there are. */
export interface Printed {
  bytes: ReadableStream;
  size: number;
}

/** The coupon as a PDF in the brand's look; null where its magnet has none, or it cannot be had now. */
export async function couponPdf(
  deps: Deps,
  coupon: IssuedCoupon,
  holder: { name: string | null },
): Promise<Printed | null> {
  const magnet = findMagnet(deps.catalog, coupon.magnet);
  if (magnet?.kind !== "coupon" || magnet.sheet === undefined) return null;
  const makings = await makingsAt(deps, magnet.sheet);
  if (makings?.kind !== "pdf" || makings.file === undefined) return null;
  const asset = await deps.fetchAsset(makings.file);
  if (!asset.ok || asset.body === null) return null;
  const tail = copyTail(makings, await couponFilling(deps, makings, coupon, holder.name));
  const size = makings.size + tail.length;
  return { bytes: followedBy(asset.body, tail, size), size };
}

/** What stands on the ticket of `coupon`. */
export async function couponFilling(
  deps: Deps,
  { faces, locale }: Exclude<Makings, { kind: "epub" }>,
  coupon: IssuedCoupon,
  name: string | null,
): Promise<Filling> {
  const { timeZone } = deps.catalog.site;
  const values = {
    name: name === null ? null : writableName(name, faces),
    code: coupon.code,
    from: sayDay(coupon.validFrom, locale, timeZone),
    // The last moment of its last day.
    until: sayDay(coupon.validUntil - 1, locale, timeZone),
  };
  return { values, qr: qrRows(await couponLink(deps, coupon)) };
}
