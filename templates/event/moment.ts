import type { Locale } from "../../content/schema/primitives.ts";
import { conventionsOf } from "../parts/words.ts";

/** The moment at which clocks in `timeZone` show `local`, 2027-03-12T20:30; on the days that clocks change, too. */
export function momentOf(local: string, timeZone: string): Date {
  const shown = Date.parse(`${local}Z`);
  // The second look uses the offset that holds then, not the one at Greenwich's same hour.
  return new Date(shown - offsetAt(shown - offsetAt(shown, timeZone), timeZone));
}

/** How far clocks in `timeZone` are ahead of Greenwich at `moment`, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const name = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(moment)
    .find((part) => part.type === "timeZoneName")?.value;
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** A time of day as the language writes it: 20.30 in Italian, 20:30 in English. */
export function hourInWords(time: string, locale: Locale): string {
  const plain = time.replace(/^0/, "");
  return locale === "it" ? plain.replace(":", ".") : plain;
}

/** A date in pieces for large type, and whole for the rest. */
export interface DateInWords {
  /** The day of the month, or both days where it runs over several. */
  day: string;
  weekday: string;
  month: string;
  year: string;
  /** Day and month, as in 12 marzo. */
  short: string;
}

/** The days from `start` to `end` in words. */
export function dateInWords(start: string, end: string | undefined, locale: Locale): DateInWords {
  const first = new Date(`${start}Z`);
  const last = new Date(`${end ?? start}Z`);
  const said = (moment: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(conventionsOf(locale), { ...options, timeZone: "UTC" }).format(moment);
  const both = (options: Intl.DateTimeFormatOptions) =>
    isOneDate(first, last)
      ? said(first, options)
      : [...new Set([said(first, options), said(last, options)])].join("–");
  return {
    day: both({ day: "numeric" }),
    weekday: both({ weekday: "long" }),
    month: both({ month: "long" }),
    year: both({ year: "numeric" }),
    short: said(first, { day: "numeric", month: "long" }),
  };
}

/** Whether both moments belong to one date: a party that ends after midnight has the day it began. */
function isOneDate(first: Date, last: Date): boolean {
  return last.getTime() - first.getTime() < 43_200_000 || dayOf(first) === dayOf(last);
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
