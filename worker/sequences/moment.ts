import type { Delay } from "../../content/schema/delay.ts";
import { momentOfClock, shownAt } from "../calendar.ts";

type Hours = NonNullable<Delay["hours"]>;

const day = 86_400_000;
const minute = 60_000;

/** The moment that lies `delay` after `base`: whole days by the calendar, at the same time by the clock on the wall. */
export function after(base: number, { days, seconds }: Pick<Delay, "days" | "seconds">, timeZone: string) {
  const later = days === 0 ? base : momentOfClock(shownAt(base, timeZone) + days * day, timeZone);
  return later + seconds * 1000;
}

/** The first moment at or after `moment` that lies on one of `weekdays` and within `hours`, by the clock of `timeZone`. */
export function allowedFrom(
  moment: number,
  { weekdays, hours }: { weekdays: readonly number[]; hours: Hours },
  timeZone: string,
): number {
  const shown = shownAt(moment, timeZone);
  const today = Math.floor(shown / day);
  const time = shown - today * day;
  const opens = hours.from * minute;
  const isToday = weekdays.includes(weekdayOf(today));
  if (isToday && time >= opens && time < hours.until * minute) return moment;
  for (let later = isToday && time < opens ? 0 : 1; later <= 8; later += 1) {
    const opening = momentOfClock((today + later) * day + opens, timeZone);
    // An hour that a day leaves out, when clocks change, is none of its hours.
    const isThere = shownAt(opening, timeZone) < (today + later) * day + hours.until * minute;
    if (weekdays.includes(weekdayOf(today + later)) && isThere && opening >= moment) return opening;
  }
  return moment + 7 * day;
}

/** The day of the week, 1 is Monday; the first of all days was a Thursday. */
function weekdayOf(date: number): number {
  return ((date + 3) % 7) + 1;
}
