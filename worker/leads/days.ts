import { addDays, dayIn, formatter } from "../calendar.ts";
import type { Reading } from "../desk/when.ts";
import type { Event } from "./timeline.ts";

/** Events that one page of the timeline holds. */
const most = 60;

/** One day with what happened on it. */
export interface Day {
  day: string;
  events: Event[];
}

/** One page of `events` from `place` on, day by day, and where the next one begins. */
export function pageOf(
  events: readonly Event[],
  place: string | undefined,
  timeZone: string,
): { days: Day[]; next: string | null; first: boolean } {
  const start = Math.max(
    0,
    events.findIndex((_, n) => placeOf(events, n) === place),
  );
  const shown = events.slice(start, start + most);
  const days: Day[] = [];
  for (const event of shown) {
    const day = dayIn(event.at, timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  const next = start + most < events.length ? placeOf(events, start + most) : null;
  return { days, next, first: start === 0 };
}

/** The place of an event as an address carries it: its moment, and how many of the same moment come before it. */
function placeOf(events: readonly Event[], n: number): string {
  const { at } = events[n] as Event;
  return `${at}.${n - events.findIndex((event) => event.at === at)}`;
}

/** `day` as people head a list with it: oggi, ieri, lunedì 8 marzo, 8 marzo 2025. */
export function sayDayHead(day: string, { locale, timeZone, now, words }: Reading): string {
  const today = dayIn(now, timeZone);
  if (day === today) return words.today;
  if (day === addDays(today, -1)) return words.yesterday;
  const thisYear = day.slice(0, 4) === today.slice(0, 4);
  return formatter(locale === "en" ? "en-GB" : "it-IT", {
    timeZone: "UTC",
    day: "numeric",
    month: "long",
    ...(thisYear ? { weekday: "long" } : { year: "numeric" }),
  }).format(Date.parse(`${day}T12:00:00Z`));
}

/** The time of day of `at`, 18:20. */
export function sayTime(at: number, { locale, timeZone }: Reading): string {
  return formatter(locale === "en" ? "en-GB" : "it-IT", { timeZone, timeStyle: "short" }).format(at);
}
