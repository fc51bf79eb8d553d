import type { Limits } from "../../content/schema/limits.ts";

/** Holds for rows of `message` that count: mails of content that have left, or are still to leave. */
export const counts = `message.kind IN ('sequence', 'campaign')
  AND (message.status <> 'withheld' OR message.failure IN ('complaints', 'paused', 'stopped'))`;
/** When such a mail left, or is to leave. */
export const leavesAt = "coalesce(message.sent_at, max(message.first_at, message.next_at))";

const day = 86_400_000;
/** The spans that the caps are for, in milliseconds. */
export const spans = { day, week: 7 * day } as const;

/** The first moment from `at` on at which one more mail keeps within `caps`, where those at `times` have left, or are to leave. */
export function roomFrom(at: number, times: readonly number[], caps: Limits["mailings"]): number {
  // Room begins only where one of the mails, those to come included, has a whole span behind it.
  const moments = [at, ...times.flatMap((time) => [time + spans.day, time + spans.week])];
  const fits = moments.filter((moment) => moment >= at && hasRoom(moment, times, caps));
  return Math.min(...fits);
}

/** Whether one more mail at `at` leaves every day, and every week, with no more than `caps` allow. */
export function hasRoom(at: number, times: readonly number[], caps: Limits["mailings"]): boolean {
  return (["day", "week"] as const).every((name) => {
    const span = spans[name];
    const ends = [at, ...times.filter((time) => time > at && time < at + span)];
    return ends.every((end) => times.filter((time) => time > end - span && time <= end).length < caps[name]);
  });
}
