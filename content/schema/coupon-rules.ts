/** What the database, or a signed code, says of one coupon; moments in milliseconds. */
export interface CouponFacts {
  validFrom: number;
  /** The first moment at which it is no longer honoured. */
  validUntil: number;
  redeemedAt: number | null;
  voidedAt: number | null;
}

/** When and where coupons of one magnet are honoured. */
export interface CouponWindow {
  /** 1 for Monday to 7 for Sunday. */
  weekdays?: readonly number[] | undefined;
  /** Times of day; where `to` is the earlier one, the night after the weekday counts. */
  hours?: { from: string; to: string } | undefined;
  /** Names of shops; none means all. */
  shops: readonly string[];
}

/** Whether a coupon is honoured, and if not, why. */
export const couponStates = ["valid", "early", "hours", "shop", "redeemed", "expired", "void"] as const;
export type CouponState = (typeof couponStates)[number];

/** How a coupon stands at the moment `at`, in `shop` where that is known; Worker and till judge by this alike. */
export function couponState(
  coupon: CouponFacts,
  window: CouponWindow,
  { at, shop, timeZone }: { at: number; shop: string | null; timeZone: string },
): CouponState {
  if (coupon.redeemedAt !== null) return "redeemed";
  if (coupon.voidedAt !== null) return "void";
  if (at < coupon.validFrom) return "early";
  if (at >= coupon.validUntil) return "expired";
  if (shop !== null && window.shops.length > 0 && !window.shops.includes(shop)) return "shop";
  return isWithin(window, at, timeZone) ? "valid" : "hours";
}

/** Whether weekday and hour of `at` in `timeZone` are among those of `window`. */
export function isWithin({ weekdays, hours }: CouponWindow, at: number, timeZone: string): boolean {
  const { weekday, time } = clockIn(at, timeZone);
  const isDay = (day: number) => weekdays === undefined || weekdays.includes(day);
  if (hours === undefined) return isDay(weekday);
  const { from, to } = hours;
  if (from <= to) return isDay(weekday) && time >= from && time < to;
  return (isDay(weekday) && time >= from) || (isDay(weekday === 1 ? 7 : weekday - 1) && time < to);
}

function clockIn(at: number, timeZone: string): { weekday: number; time: string } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const said = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(said("weekday")) + 1;
  return { weekday, time: `${said("hour")}:${said("minute")}` };
}
