import type { Locale } from "../content/schema/primitives.ts";

const minute = 60_000;
let latest = { minute: Number.NaN, timeZone: "", day: "" };

/** The calendar day at `moment` in `timeZone`, 2027-03-01. */
export function dayIn(moment: number, timeZone: string): string {
  // Every submission asks for today several times, and no zone's day begins within a minute.
  const now = Math.floor(moment / minute);
  if (latest.minute !== now || latest.timeZone !== timeZone) {
    const day = formatter("en-CA", { timeZone, dateStyle: "short" }).format(moment);
    latest = { minute: now, timeZone, day };
  }
  return latest.day;
}

/** The first moment of `day` in `timeZone`; on the days that clocks change, too. */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const moment = momentOfClock(midnight, timeZone);
  // Where clocks leap at midnight, they never show it.
  return moment + Math.max(0, midnight - shownAt(moment, timeZone));
}

/** The moment at which the clocks of `timeZone` show what those of Greenwich show at `shown`. */
export function momentOfClock(shown: number, timeZone: string): number {
  // The second look uses the offset that holds then, not at Greenwich's.
  return shown - offsetAt(shown - offsetAt(shown, timeZone), timeZone);
}

/** What the clocks of `timeZone` show at `moment`, as those of Greenwich would show it. */
export function shownAt(moment: number, timeZone: string): number {
  return moment + offsetAt(moment, timeZone);
}

/** The moment at which `day` is over in `timeZone`. */
export function endOfDay(day: string, timeZone: string): number {
  return startOfDay(addDays(day, 1), timeZone);
}

/** The day `count` days after `day`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The day `count` months after `day`: the same date, or the month's last where it has none such. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10);
}

/** `moment` as people write a day: 1 marzo 2027. */
export function sayDay(moment: number, locale: Locale, timeZone: string): string {
  return formatter(locale === "en" ? "en-GB" : locale, { timeZone, dateStyle: "long" }).format(moment);
}

/** The day of a moment to come as people say it: with its weekday, and with its year where that is not plain. */
export function sayDayToCome(moment: number, now: number, locale: Locale, timeZone: string): string {
  const year = moment - now > 300 * 86_400_000 ? ({ year: "numeric" } as const) : {};
  const style = { timeZone, weekday: "long", day: "numeric", month: "long", ...year } as const;
  return formatter(locale === "en" ? "en-GB" : locale, style).format(moment);
}

/** `moment` as people write a day and a time. */
export function sayMoment(moment: number, locale: Locale, timeZone: string): string {
  return formatter(locale === "en" ? "en-GB" : locale, {
    timeZone,
    dateStyle: "long",
    timeStyle: "short",
  }).format(moment);
}

/** How far the clocks of `timeZone` are ahead of those of Greenwich at `moment`, in milliseconds. */
export function offsetAt(moment: number, timeZone: string): number {
  const name = formatter("en-GB", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(moment)
    .find((part) => part.type === "timeZoneName")?.value;
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minute;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The formatter for `tag` and `options`, kept: making one costs a hundred times what using it does. */
export function formatter(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(tag, options);
  formatters.set(key, made);
  return made;
}
