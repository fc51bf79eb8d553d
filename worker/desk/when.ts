import { fill, type Texts } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { addDays, dayIn, formatter } from "../calendar.ts";

/** What dates and numbers are written by. */
export interface Reading {
  locale: Locale;
  timeZone: string;
  now: number;
  words: Texts["desk"]["when"];
}

/** `moment` as people say it: "12 min fa", "ieri, 18:20", "lun 3 mar, 9:05". */
export function sayWhen(moment: number, reading: Reading): string {
  const { locale, timeZone, now, words } = reading;
  const minutes = Math.floor((now - moment) / 60_000);
  if (minutes >= 0 && minutes < 1) return words.now;
  if (minutes >= 0 && minutes < 60) return fill(words.minutes, { n: minutes });
  const time = formatter(tagOf(locale), {
    timeZone,
    timeStyle: "short",
  }).format(moment);
  const day = dayIn(moment, timeZone);
  if (day === dayIn(now, timeZone)) return `${words.today}, ${time}`;
  if (day === addDays(dayIn(now, timeZone), -1)) return `${words.yesterday}, ${time}`;
  const thisYear = day.slice(0, 4) === dayIn(now, timeZone).slice(0, 4);
  const named = formatter(tagOf(locale), {
    timeZone,
    day: "numeric",
    month: "short",
    ...(thisYear ? { weekday: "short" } : { year: "numeric" }),
  }).format(moment);
  return `${named}, ${time}`;
}

/** `moment` with everything: weekday, date, time to the second. */
export function sayExactly(moment: number, { locale, timeZone }: Reading): string {
  return formatter(tagOf(locale), {
    timeZone,
    dateStyle: "full",
    timeStyle: "medium",
  }).format(moment);
}

/** `moment` in ISO 8601, local time with its offset. */
export function isoLocal(moment: number, timeZone: string): string {
  // Swedish writes 2027-03-01 09:05:00 GMT+01:00, and Greenwich's own time without figures.
  const written = formatter("sv-SE", { timeZone, ...toTheSecond }).format(moment);
  return written
    .replace(" ", "T")
    .replace(/ GMT(.*)$/, (_, offset: string) => offset.replace("\u2212", "-") || "+00:00");
}

const toTheSecond = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "longOffset",
} as const;

/** `count` with the thousands parted. */
export function sayNumber(count: number, locale: Locale): string {
  return new Intl.NumberFormat(tagOf(locale), { useGrouping: "always" }).format(count);
}

/** `part` of `whole` in per cent, or a dash where there is no whole. */
export function sayRate(part: number, whole: number, locale: Locale): string {
  if (whole === 0) return "–";
  const rate = part / whole;
  const digits = rate > 0 && rate < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(tagOf(locale), {
    style: "percent",
    maximumFractionDigits: digits,
  }).format(rate);
}

/** The formatter's name for `locale`: English with the day before the month. */
function tagOf(locale: Locale): string {
  return locale === "en" ? "en-GB" : "it-IT";
}
