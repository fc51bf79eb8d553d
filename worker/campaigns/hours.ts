import { nextAllowed } from "../mailings/quiet.ts";

/** The hours, by a reader's own clock, between which mails of campaigns leave. */
const waking = { from: 8 * 60, until: 20 * 60 };

/** The next moment, at or after `at`, at which a mail may leave to somebody in `timeZone`. */
export function openAt(at: number, timeZone: string): number {
  return nextAllowed(at, { timeZone, ...waking });
}
