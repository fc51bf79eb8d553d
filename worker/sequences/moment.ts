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
    const date = today + later;
    const opening = openingAt(date * day + opens, timeZone);
    // Where clocks change, a day may leave out all of its hours.
    const isThere = shownAt(opening, timeZone) < date * day + hours.until * minute;
    if (weekdays.includes(weekdayOf(date)) && isThere && opening >= moment) return opening;
  }
  return moment + 7 * day;
}

/** The first moment at which the clocks of `timeZone` show `shown`, or more: they may leave it out, or show it twice. */
function openingAt(shown: number, timeZone: string): number {
  let opening = momentOfClock(shown, timeZone);
  if (shownAt(opening - 60 * minute, timeZone) === shown) return opening - 60 * minute;
  if (shownAt(opening, timeZone) === shown) return opening;
  while (shownAt(opening - minute, timeZone) >= shown) opening -= minute;
  return opening;
}

/** The day of the week, 1 is Monday; the first of all days was a Thursday. */
function weekdayOf(date: number): number {
  return ((date + 3) % 7) + 1;
}
