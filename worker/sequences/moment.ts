import type { Delay } from "../../content/schema/delay.ts";
import { momentOfClock, shownAt } from "../calendar.ts";
import { nextAllowed } from "../mailings/quiet.ts";

type Hours = NonNullable<Delay["hours"]>;

const day = 86_400_000;

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
  return nextAllowed(moment, { timeZone, weekdays, ...hours });
}
