import { fill } from "../../content/schema/locales/index.ts";
import { printTexts } from "../../content/schema/locales/print.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { conventionsOf } from "./words.ts";

/** The days and hours that `coupon` is good for, and whether with others, in sentences. */
export function rulesOf(coupon: Extract<Magnet, { kind: "coupon" }>, locale: Locale): string[] {
  const words = printTexts(locale).ticket;
  const days = coupon.weekdays?.map((day) => words.weekday[day - 1] ?? "") ?? [];
  const list = new Intl.ListFormat(conventionsOf(locale)).format(days);
  return [
    ...(days.length === 0 ? [] : [fill(words.weekdays, { days: list })]),
    ...(coupon.hours === undefined ? [] : [fill(words.hours, coupon.hours)]),
    ...(coupon.combinable ? [] : [words.alone]),
  ];
}
