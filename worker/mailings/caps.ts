import type { Limits } from "../../content/schema/limits.ts";
import { addDays, dayIn, momentOfClock, shownAt, startOfDay } from "../calendar.ts";

/** Holds for rows of `message` that count: mails of content that have left, or are still to leave. */
export const counts = `message.kind IN ('sequence', 'campaign')
  AND (message.status <> 'withheld' OR message.failure IN ('complaints', 'paused', 'stopped'))`;
/** When such a mail left, or is to leave. */
export const leavesAt = "coalesce(message.sent_at, max(message.first_at, message.next_at))";

/** How many mails of content one inbox gets, and by whose calendar: the site's, for an inbox may be that of several people. */
export interface Capped {
  caps: Limits["mailings"];
  timeZone: string;
}

/** Some days in a row, and how many mails of content one inbox gets on them at the most. */
interface Span {
  from: number;
  until: number;
  most: number;
}

/**
 * `at`, or the same time of the first day after it on which one more mail keeps within the caps.
 *
 * At `times` others have left, or are to leave; what is late leaves now, so that today must have room for it as well.
 */
export function roomFrom(
  at: number,
  times: readonly number[],
  { now, ...capped }: Capped & { now: number },
): number {
  const { timeZone } = capped;
  const isOpen = at >= now || hasRoom(now, times, capped);
  const shown = shownAt(at, timeZone);
  // A day that is full keeps back what was due on the days before it as well.
  for (let days = isOpen ? 0 : daysUntil(shown, shownAt(now, timeZone)) + 1; ; days += 1) {
    const moment = days === 0 ? at : momentOfClock(shown + days * day, timeZone);
    if (hasRoom(moment, times, capped)) return moment;
  }
}

/** Whether one more mail at `at` leaves its day, and all seven days in a row that it is among, with no more than the caps allow. */
export function hasRoom(at: number, times: readonly number[], capped: Capped): boolean {
  return spansWith(at, capped).every(
    ({ from, until, most }) => times.filter((time) => time >= from && time < until).length < most,
  );
}

/** The spans that mails at `moments` are among, as a parameter of `isFull`. */
export function spansFor(moments: readonly number[], capped: Capped): string {
  const days = new Map(moments.map((moment) => [dayIn(moment, capped.timeZone), moment]));
  return JSON.stringify(
    [...days.values()].flatMap((moment) => {
      const spans = spansWith(moment, capped);
      const [{ from: on, until: off } = { from: 0, until: 0 }] = spans;
      return spans.map((span) => ({ ...span, on, off }));
    }),
  );
}

/** Holds where one more mail to `inbox` at `at` would be one too many on some of `spans`; all three are SQL. */
export function isFull({ inbox, at, spans }: Record<"inbox" | "at" | "spans", string>): string {
  return `EXISTS (
    SELECT 1 FROM json_each(${spans}) AS span
     WHERE ${at} >= span.value ->> 'on' AND ${at} < span.value ->> 'off'
       AND (SELECT count(*) FROM message WHERE message.inbox = ${inbox} AND ${counts}
         AND ${leavesAt} >= span.value ->> 'from' AND ${leavesAt} < span.value ->> 'until') >= span.value ->> 'most')`;
}

const day = 86_400_000;

function daysUntil(shown: number, other: number): number {
  return Math.floor(other / day) - Math.floor(shown / day);
}

/** The day of `at` first, and then each seven days in a row that it is among. */
function spansWith(at: number, { caps, timeZone }: Capped): Span[] {
  const starts = startsAround(dayIn(at, timeZone), timeZone);
  const spanOf = (place: number, days: number, most: number) => ({
    from: starts[place] ?? 0,
    until: starts[place + days] ?? 0,
    most,
  });
  return [spanOf(6, 1, caps.day), ...[0, 1, 2, 3, 4, 5, 6].map((place) => spanOf(place, 7, caps.week))];
}

const known = new Map<string, readonly number[]>();

/** When the days begin from the sixth before `date` to the seventh after it; each is reckoned once. */
function startsAround(date: string, timeZone: string): readonly number[] {
  const key = `${timeZone} ${date}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const starts = Array.from({ length: 14 }, (_, place) => startOfDay(addDays(date, place - 6), timeZone));
  known.set(key, starts);
  return starts;
}
