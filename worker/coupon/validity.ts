import type { CatalogCoupon } from "../../content/schema/catalog.ts";
import { addDays, dayIn, endOfDay, startOfDay } from "../calendar.ts";

/** From when and until when a coupon issued at `at` is honoured, in milliseconds; whole days of the site's time zone. */
export function validityOf(magnet: CatalogCoupon, at: number, timeZone: string) {
  const today = dayIn(at, timeZone);
  const lastDay = magnet.validUntil ?? addDays(today, magnet.validDays ?? 0);
  const isLater = magnet.validFrom !== undefined && magnet.validFrom > today;
  return {
    validFrom: isLater ? startOfDay(magnet.validFrom ?? today, timeZone) : at,
    validUntil: endOfDay(lastDay, timeZone),
  };
}
