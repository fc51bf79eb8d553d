import { joined } from "../bytes.ts";
import type { Deps } from "../env.ts";
import { findMagnet } from "../landing.ts";
import { sheetTail } from "../pdf/copy.ts";
import type { Filling } from "../pdf/fill.ts";
import { makingsAt } from "../pdf/makings.ts";
import type { IssuedCoupon } from "./link.ts";
import { couponFilling } from "./pdf.ts";

/** A4 pages of tickets to be cut apart, one for each of `coupons`, which are all of the magnet `name`. */
export async function printedSheets(
  deps: Deps,
  name: string,
  coupons: readonly IssuedCoupon[],
): Promise<Uint8Array> {
  const magnet = findMagnet(deps.catalog, name);
  const path = magnet?.kind === "coupon" ? magnet.sheet?.replace(/\.json$/, "-sheet.json") : undefined;
  const makings = path === undefined ? null : await makingsAt(deps, path);
  if (makings?.kind !== "sheet" || makings.file === undefined)
    throw new Error(`${name} has no sheet to be printed.`);
  const asset = await deps.fetchAsset(makings.file);
  if (!asset.ok) throw new Error(`The sheet of ${name} cannot be had now.`);
  const fillings: Filling[] = [];
  for (const coupon of coupons) fillings.push(await couponFilling(deps, makings, coupon, null));
  return joined([new Uint8Array(await asset.arrayBuffer()), sheetTail(makings, fillings)]);
}
