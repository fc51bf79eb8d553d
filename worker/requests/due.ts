import { addMonths, dayIn, endOfDay } from "../calendar.ts";

/** The last moment in which a request that came at `received` may be answered: a month by the calendar, or as many as `months`. */
export function dueAt(received: number, timeZone: string, months = 1): number {
  return endOfDay(addMonths(dayIn(received, timeZone), months), timeZone) - 1;
}

/** Whole days from today until the day of `due`: 0 on the day itself, less once it is over. */
export function daysLeft(due: number, now: number, timeZone: string): number {
  return (Date.parse(dayIn(due, timeZone)) - Date.parse(dayIn(now, timeZone))) / 86_400_000;
}

/** How long before the end a request that is still open becomes an alarm, in milliseconds. */
export const warnBefore = 5 * 86_400_000;
