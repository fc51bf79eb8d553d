import type { Deps } from "../env.ts";
import { type Cell, momentCell, moneyCell, type Sheet } from "../export/sheet.ts";
import { shopTitle, standingOf } from "./coupon-parts.tsx";
import { type CouponFilter, type CouponPlace, type CouponRow, listCoupons } from "./store-coupons.ts";
import type { View } from "./view.ts";
import { isoLocal } from "./when.ts";

// A Worker may ask its database 50 times on the free plan: 100,000 coupons fit.
const rowsAPage = 3000;

/** All coupons that `filter` asks for, in the list's order: whose each is says the number of the lead alone. */
export function couponsSheet({ db, now }: Deps, view: View, filter: CouponFilter): Sheet {
  const { columns } = view.coupons;
  const at = now();
  let place: CouponPlace | null = null;
  return {
    name: view.coupons.file,
    timeZone: view.reading.timeZone,
    heads: [
      ...[columns.code, columns.magnet, columns.state, columns.issued, columns.from, columns.until],
      ...[columns.landing, columns.source, columns.batch, columns.lead],
      ...[columns.redeemed, columns.shop, columns.till, columns.amount, columns.void, columns.replacedBy],
    ],
    nextPage: async () => {
      const page: CouponRow[] = await listCoupons(db, filter, at, place, rowsAPage);
      const last = page.at(-1);
      if (last !== undefined) place = { at: last.placedAt, code: last.code };
      return page.map((row) => cellsOf(row, view));
    },
  };
}

function cellsOf(row: CouponRow, view: View): Cell[] {
  const { now, timeZone } = view.reading;
  return [
    row.code,
    row.magnet,
    view.coupons.states[standingOf(row, now)],
    momentCell(row.issuedAt),
    momentCell(row.validFrom),
    { day: isoLocal(row.validUntil - 1, timeZone).slice(0, 10) },
    row.landing ?? "",
    row.source ?? "",
    row.batchTitle ?? "",
    row.leadId ?? "",
    momentCell(row.redeemedAt),
    row.shop === null ? "" : shopTitle(view, row.shop),
    row.redeemedBy ?? "",
    moneyCell(row.amount),
    momentCell(row.voidedAt),
    row.replacedBy ?? "",
  ];
}
