import { momentOfClock, offsetAt } from "../calendar.ts";

/** The hours and days at which mails may leave, by the clocks of `timeZone`. */
export interface Hours {
  timeZone: string;
  /** Minutes of the day: from the first on, and no longer at the second. */
  from: number;
  until: number;
  /** 1 is Monday, 7 Sunday. Default: all. */
  weekdays?: readonly number[];
}

const minute = 60_000;
const day = 1440 * minute;

/** The first moment, at or after `at`, that lies within `hours`. */
export function nextAllowed(at: number, hours: Hours): number {
  if (isAllowed(at, hours)) return at;
  const dateOf = (moment: number) => Math.floor((moment + offsetAt(moment, hours.timeZone)) / day) * day;
  // Twice around the week, for hours that a day leaves out when clocks change may be all of that week's.
  for (let date = dateOf(at); date <= at + 16 * day; date += day) {
    const found = openings(date, hours).filter(
      // Where clocks change, that may be on a day to come, which opens before.
      (moment) => moment >= at && dateOf(moment) === date && isAllowed(moment, hours),
    );
    if (found.length > 0) return Math.min(...found);
  }
  throw new Error("No hour of two weeks is allowed: the contract asks for hours and days.");
}

function isAllowed(moment: number, { timeZone, from, until, weekdays }: Hours): boolean {
  const shown = moment + offsetAt(moment, timeZone);
  const time = (shown - Math.floor(shown / day) * day) / minute;
  return time >= from && time < until && (weekdays === undefined || weekdays.includes(weekdayOf(shown)));
}

/** Moments at which the hours of one day may begin: there are two where clocks are set back, and another where they leap. */
function openings(date: number, { timeZone, from }: Hours): number[] {
  const shown = date + from * minute;
  const [before, after] = [offsetAt(date - day, timeZone), offsetAt(date + 2 * day, timeZone)];
  if (before === after) return [momentOfClock(shown, timeZone)];
  return [shown - before, shown - after, changeBetween(date - day, date + 2 * day, timeZone)];
}

/** The moment between two at which the clocks change. */
function changeBetween(earlier: number, later: number, timeZone: string): number {
  const before = offsetAt(earlier, timeZone);
  let [from, until] = [earlier / minute, later / minute];
  while (until - from > 1) {
    const middle = Math.floor((from + until) / 2);
    if (offsetAt(middle * minute, timeZone) === before) from = middle;
    else until = middle;
  }
  return until * minute;
}

/** The day of the week, 1 is Monday; the first of all days was a Thursday. */
function weekdayOf(shown: number): number {
  return ((Math.floor(shown / day) + 3) % 7) + 1;
}
