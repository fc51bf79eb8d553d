import { couponLink } from "../coupon/link.ts";
import type { Deps } from "../env.ts";
import { shopTitle, standingOf } from "./coupon-parts.tsx";
import { amountCell } from "./coupons-file.ts";
import { csvFile, type Format } from "./csv-file.ts";
import { listCodes, type PrintedCode } from "./store-batches.ts";
import type { View } from "./view.ts";
import { isoLocal } from "./when.ts";

const codesAPage = 500;

/** The codes of a batch as a file: what a printer needs of each, and what became of it. */
export function codesFile(deps: Deps, view: View, batch: string, format: Format): ReadableStream<Uint8Array> {
  const { columns } = view.coupons;
  let skipped = 0;
  const head = [
    ...[columns.code, columns.page, columns.qr, columns.until],
    ...[columns.state, columns.redeemed, columns.shop, columns.amount],
  ];
  return csvFile(head, format, async () => {
    const page = await listCodes(deps.db, batch, skipped, codesAPage);
    skipped += page.length;
    return Promise.all(page.map((coupon) => cellsOf(deps, view, coupon)));
  });
}

async function cellsOf(deps: Deps, view: View, coupon: PrintedCode): Promise<string[]> {
  const { now, timeZone } = view.reading;
  return [
    coupon.code,
    `${deps.publicUrl}/k/${coupon.code}`,
    await couponLink(deps, coupon),
    isoLocal(coupon.validUntil - 1, timeZone).slice(0, 10),
    view.coupons.states[standingOf(coupon, now)],
    coupon.redeemedAt === null ? "" : isoLocal(coupon.redeemedAt, timeZone),
    coupon.shop === null ? "" : shopTitle(view, coupon.shop),
    amountCell(coupon.amount),
  ];
}
