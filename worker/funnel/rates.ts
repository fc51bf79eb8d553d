import type { Locale } from "../../content/schema/primitives.ts";
import { sayNumber, sayRate } from "../desk/when.ts";

/** On fewer than so many a rate says little by itself. */
export const few = 20;

/** Between which bounds the true rate lies 19 times in 20 (Wilson's interval). */
export function wilson(part: number, whole: number): [low: number, high: number] {
  const z = 1.96;
  const rate = part / whole;
  const middle = rate + z ** 2 / (2 * whole);
  const reach = z * Math.sqrt((rate * (1 - rate)) / whole + z ** 2 / (4 * whole ** 2));
  const scale = 1 + z ** 2 / whole;
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
}

/** `part` of `whole` in per cent; on few with the bounds that the true rate lies between. */
export function sayShare(part: number, whole: number, locale: Locale): string {
  const rate = sayRate(part, whole, locale);
  if (whole === 0 || whole >= few || part > whole) return rate;
  const [low, high] = wilson(part, whole).map((bound) => Math.round(bound * 100));
  return `${rate} (${low}–${high}%)`;
}

/** How a count stands to the one before it: more or less, the same as far as chance lets one tell, or too few to tell. */
export type Change = { is: "more" | "less" | "alike"; by: number } | { is: "few" };

/** What became of `before`; counts scatter by their roots, so a smaller difference than twice that is none. */
export function changeOf(now: number, before: number): Change {
  if (before < few) return { is: "few" };
  const by = Math.abs(now - before) / before;
  if (Math.abs(now - before) < 1.96 * Math.sqrt(now + before)) return { is: "alike", by };
  return { is: now > before ? "more" : "less", by };
}

/** The words for a change. */
export interface ChangeWords {
  more: string;
  less: string;
  alike: string;
  few: string;
}

/** A change in words and with its arrow: nothing is told by a colour. */
export function sayChange(now: number, before: number, words: ChangeWords, locale: Locale): string {
  if (now === 0 && before === 0) return "";
  const change = changeOf(now, before);
  const text = words[change.is].replace("{n}", sayNumber(before, locale));
  return change.is === "few" ? text : text.replace("{rate}", sayRate(change.by, 1, locale));
}
