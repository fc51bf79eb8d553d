import { couponLink } from "../coupon/link.ts";
import type { Deps } from "../env.ts";
import { csvRecord, type Separator } from "./cell.ts";
import { shopTitle, standingOf } from "./coupon-parts.tsx";
import type { PrintedCode } from "./store-batches.ts";
import type { View } from "./view.ts";
import { isoLocal } from "./when.ts";

/** The codes of a batch as a file: what a printer needs of each, and what became of it. */
export async function codesFile(
  deps: Deps,
  view: View,
  codes: readonly PrintedCode[],
  isExcel: boolean,
): Promise<string> {
  const { states } = view.coupons;
  const { columns } = view.coupons.batch;
  const separator: Separator = isExcel ? ";" : ",";
  const { now, timeZone } = view.reading;
  const rows = await Promise.all(
    codes.map(async (coupon) => [
      coupon.code,
      `${deps.publicUrl}/k/${coupon.code}`,
      await couponLink(deps, coupon),
      isoLocal(coupon.validUntil - 1, timeZone).slice(0, 10),
      states[standingOf(coupon, now)],
      coupon.redeemedAt === null ? "" : isoLocal(coupon.redeemedAt, timeZone),
      coupon.shop === null ? "" : shopTitle(view, coupon.shop),
      coupon.amount === null ? "" : (coupon.amount / 100).toFixed(2),
    ]),
  );
  const head = [
    columns.code,
    columns.page,
    columns.qr,
    columns.until,
    columns.state,
    columns.redeemed,
    columns.shop,
    columns.amount,
  ];
  // The mark tells Excel that the file is UTF-8.
  const mark = isExcel ? "\ufeff" : "";
  return mark + [head, ...rows].map((cells) => csvRecord(cells, separator)).join("");
}
