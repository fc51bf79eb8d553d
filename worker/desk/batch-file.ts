import { couponLink } from "../coupon/link.ts";
import type { Deps } from "../env.ts";
import { type Cell, momentCell, moneyCell, type Sheet } from "../export/sheet.ts";
import { shopTitle, standingOf } from "./coupon-parts.tsx";
import { listCodes, type PrintedCode } from "./store-batches.ts";
import type { View } from "./view.ts";
import { isoLocal } from "./when.ts";

const codesAPage = 500;

/** The codes of a batch: what a printer needs of each, and what became of it. */
export function codesSheet(deps: Deps, view: View, batch: string): Sheet {
  const { columns } = view.coupons;
  let skipped = 0;
  return {
    name: view.coupons.batch.file,
    timeZone: view.reading.timeZone,
    heads: [
      ...[columns.code, columns.page, columns.qr, columns.until],
      ...[columns.state, columns.redeemed, columns.shop, columns.amount],
    ],
    nextPage: async () => {
      const page = await listCodes(deps.db, batch, skipped, codesAPage);
      skipped += page.length;
      return Promise.all(page.map((coupon) => cellsOf(deps, view, coupon)));
    },
  };
}

async function cellsOf(deps: Deps, view: View, coupon: PrintedCode): Promise<Cell[]> {
  const { now, timeZone } = view.reading;
  return [
    coupon.code,
    `${deps.publicUrl}/k/${coupon.code}`,
    await couponLink(deps, coupon),
    { day: isoLocal(coupon.validUntil - 1, timeZone).slice(0, 10) },
    view.coupons.states[standingOf(coupon, now)],
    momentCell(coupon.redeemedAt),
    coupon.shop === null ? "" : shopTitle(view, coupon.shop),
    moneyCell(coupon.amount),
  ];
}
