import type { Catalog } from "../../content/schema/catalog.ts";
import type { CouponValue } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";

/** `cents` as people of the language write an amount; whole ones without their zeros. */
export function sayMoney(cents: number, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(tagOf(locale), {
    style: "currency",
    currency,
    useGrouping: "always",
    trailingZeroDisplay: "stripIfInteger",
  }).format(cents / 100);
}

/** The currency that the till's receipts are in: the one that the coupons speak of. */
export function currencyOf({ magnets }: Catalog): string {
  const worths = Object.values(magnets).flatMap((magnet) => (magnet.kind === "coupon" ? magnet.value : []));
  return worths.flatMap((worth) => ("currency" in worth ? worth.currency : []))[0] ?? "EUR";
}

/** What a coupon is worth, in words: 5 €, 20 %, or the gift. */
export function sayWorth(worth: CouponValue, locale: Locale): string {
  if ("gift" in worth) return worth.gift;
  if ("amount" in worth) return sayMoney(Math.round(worth.amount * 100), worth.currency, locale);
  const style = { style: "percent", maximumFractionDigits: 2 } as const;
  return new Intl.NumberFormat(tagOf(locale), style).format(worth.percent / 100);
}

function tagOf(locale: Locale): string {
  return locale === "en" ? "en-GB" : "it-IT";
}
