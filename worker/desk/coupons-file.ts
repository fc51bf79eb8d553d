import type { Deps } from "../env.ts";
import { shopTitle, standingOf } from "./coupon-parts.tsx";
import { csvFile, type Format } from "./csv-file.ts";
import { type CouponFilter, type CouponPlace, type CouponRow, listCoupons } from "./store-coupons.ts";
import type { View } from "./view.ts";
import { isoLocal } from "./when.ts";

// A Worker may ask its database 50 times on the free plan: 100,000 coupons fit.
const rowsAPage = 3000;

/** All coupons that `filter` asks for, in the list's order: whose each is says the number of the lead alone. */
export function couponsFile(
  { db, now }: Deps,
  view: View,
  filter: CouponFilter,
  format: Format,
): ReadableStream<Uint8Array> {
  const { columns } = view.coupons;
  const at = now();
  let place: CouponPlace | null = null;
  const head = [
    ...[columns.code, columns.magnet, columns.state, columns.issued, columns.from, columns.until],
    ...[columns.landing, columns.source, columns.batch, columns.lead],
    ...[columns.redeemed, columns.shop, columns.till, columns.amount, columns.void, columns.replacedBy],
  ];
  return csvFile(head, format, async () => {
    const page: CouponRow[] = await listCoupons(db, filter, at, place, rowsAPage);
    const last = page.at(-1);
    if (last !== undefined) place = { at: last.placedAt, code: last.code };
    return page.map((row) => cellsOf(row, view));
  });
}

function cellsOf(row: CouponRow, view: View): string[] {
  const { now, timeZone } = view.reading;
  const moment = (at: number | null) => (at === null ? "" : isoLocal(at, timeZone));
  return [
    row.code,
    row.magnet,
    view.coupons.states[standingOf(row, now)],
    moment(row.issuedAt),
    moment(row.validFrom),
    moment(row.validUntil - 1).slice(0, 10),
    row.landing ?? "",
    row.source ?? "",
    row.batchTitle ?? "",
    row.leadId ?? "",
    moment(row.redeemedAt),
    row.shop === null ? "" : shopTitle(view, row.shop),
    row.redeemedBy ?? "",
    amountCell(row.amount),
    moment(row.voidedAt),
    row.replacedBy ?? "",
  ];
}

/** Cents as a number that every program reads. */
export function amountCell(cents: number | null): string {
  return cents === null ? "" : (cents / 100).toFixed(2);
}
