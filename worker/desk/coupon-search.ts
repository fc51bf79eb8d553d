import { guessCodes, readCouponCode } from "../../content/schema/coupon-code.ts";
import type { Deps } from "../env.ts";
import { canonicalEmail } from "../identity.ts";
import { type CouponRow, listByCode, listByCodes, listByHolder, listByIdentity } from "./store-coupons.ts";

const most = 50;

/** Coupons that were found, and whether none is quite what was typed. */
export interface Found {
  rows: CouponRow[];
  isGuess: boolean;
}

/** Coupons by code, by its beginning, by what may have been meant, or by their holder's name or contact. */
export async function searchCoupons({ db, catalog }: Deps, query: string): Promise<Found> {
  if (query.includes("@")) {
    const rows = await listByIdentity(db, `email:${canonicalEmail(query)}`, most);
    if (rows.length > 0) return { rows, isGuess: false };
  }
  const prefixes = Object.values(catalog.magnets).flatMap((magnet) =>
    magnet.kind === "coupon" ? (magnet.prefix ?? []) : [],
  );
  const begin = query.toUpperCase().replace(/[^A-Z0-9-]/g, "");
  const byCode = begin === "" ? [] : await listByCode(db, readCouponCode(query) ?? begin, most);
  // Whoever types the beginning of a code means coupons: no lead is looked through for it.
  const isCode = byCode.length > 0 && prefixes.some((prefix) => begin.startsWith(prefix));
  const byHolder = isCode ? [] : await listByHolder(db, query, most);
  const codes = new Set(byCode.map(({ code }) => code));
  const rows = [...byCode, ...byHolder.filter(({ code }) => !codes.has(code))];
  if (rows.length > 0) return { rows, isGuess: false };
  return { rows: await listByCodes(db, guessCodes(query, [...new Set(prefixes)])), isGuess: true };
}
