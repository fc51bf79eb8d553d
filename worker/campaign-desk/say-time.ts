import { fill } from "../../content/schema/locales/worker.ts";
import { sayDayToCome } from "../calendar.ts";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** A length of time in round words: "un’ora", "3 ore", "2 giorni". */
export function sayLength(milliseconds: number, view: View): string {
  const words = view.texts.campaigns.time;
  const say = (n: number, one: string, many: string) =>
    n === 1 ? one : fill(many, { n: sayNumber(n, view.reading.locale) });
  if (milliseconds < 50 * minute)
    return say(Math.max(1, Math.ceil(milliseconds / minute)), words.minute, words.minutes);
  if (milliseconds < 36 * hour) return say(Math.round(milliseconds / hour), words.hour, words.hours);
  return say(Math.round(milliseconds / day), words.day, words.days);
}

/** A moment to come: its day with the weekday, and the time. */
export function sayToCome(moment: number, { locale, timeZone, now }: View["reading"]): string {
  const time = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "it-IT", { timeZone, timeStyle: "short" });
  return `${sayDayToCome(moment, now, locale, timeZone)}, ${time.format(moment)}`;
}
