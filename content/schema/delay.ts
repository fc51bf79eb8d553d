import * as z from "zod";
import { durationSchema } from "./primitives.ts";

/** How long a mail waits after the one before it, and on which days and at which hours it may leave then. */
export interface Delay {
  /** Whole days, by the calendar: the same time by the clock on the wall, also when clocks change. */
  days: number;
  /** What is left over, in seconds. */
  seconds: number;
  /** The days of the week on which it may leave: 1 is Monday, 7 Sunday. */
  weekdays: number[];
  /** The minutes of the day between which it may leave, the second not included; null: the hours of the sequence. */
  hours: { from: number; until: number } | null;
}

const dayNames = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const cure =
  'Write a length of time, and after commas when it may leave: "3 days, not at weekends, 9–18 local time", or "1 week, on Tuesdays and Thursdays".';

/** Hours of the day such as `9–18` or `9:30-12:45`, in minutes. */
export const hoursSchema = z.string().transform((text, context) => {
  const [, from, fromMinutes = "0", until, untilMinutes = "0"] =
    /^(\d{1,2})(?:[:.](\d{2}))? ?[–-] ?(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim()) ?? [];
  const hours = {
    from: Number(from) * 60 + Number(fromMinutes),
    until: Number(until) * 60 + Number(untilMinutes),
  };
  const fits = hours.from < hours.until && hours.until <= 24 * 60;
  if (fits && Number(fromMinutes) < 60 && Number(untilMinutes) < 60) return hours;
  context.addIssue({ code: "custom", message: 'Write hours of one day such as "9–18".' });
  return z.NEVER;
});

/** A delay as an author writes it. */
export const delaySchema = z.union([z.number(), z.string()]).transform((written, context): Delay => {
  const [length = "", ...limits] = String(written)
    .split(",")
    .map((part) => part.trim());
  const whole = typeof written === "number" ? written : length;
  const lasts =
    whole === 0 || whole === "0" ? { success: true as const, data: 0 } : durationSchema.safeParse(whole);
  const delay: Delay = { days: 0, seconds: 0, weekdays: everyDay, hours: null };
  if (!lasts.success || !limits.every((limit) => narrow(delay, limit)) || delay.weekdays.length === 0) {
    context.addIssue({ code: "custom", message: cure });
    return z.NEVER;
  }
  return { ...delay, days: Math.floor(lasts.data / 86_400), seconds: lasts.data % 86_400 };
});

/** Narrows `delay` down by one of its limits; whether there is such a limit. */
function narrow(delay: Delay, limit: string): boolean {
  if (limit === "not at weekends") {
    delay.weekdays = delay.weekdays.filter((day) => day < 6);
    return true;
  }
  const [, days] = /^on (.+)$/.exec(limit) ?? [];
  if (days !== undefined) {
    const named = days.split(/ and |, ?/).map((name) => dayNames.indexOf(name.trim().toLowerCase()) + 1);
    delay.weekdays = delay.weekdays.filter((day) => named.includes(day));
    return named.every((day) => day > 0);
  }
  const hours = hoursSchema.safeParse(limit.replace(/ local time$/, ""));
  if (!hours.success) return false;
  delay.hours = hours.data;
  return true;
}
