import type { Locale } from "../../content/schema/primitives.ts";
import { conventionsOf } from "../parts/words.ts";

/** The instant at which `until` ends in `zone`, as ISO 8601 in UTC: a day lasts to its end. */
export function endOf(until: string, zone: string): string {
  const local = until.includes("T") ? `${until}:00` : `${until}T23:59:59`;
  const asUtc = Date.parse(`${local}Z`);
  // Twice, for the shift of summer time may lie between the first guess and the end.
  const first = asUtc - shiftAt(asUtc, zone);
  return new Date(asUtc - shiftAt(first, zone)).toISOString().replace(".000", "");
}

/** `until` in words: 30 giugno 2027, or with its hour. */
export function endInWords(until: string, locale: Locale): string {
  const hasTime = until.includes("T");
  const words = new Intl.DateTimeFormat(conventionsOf(locale), {
    dateStyle: "long",
    ...(hasTime && { timeStyle: "short" }),
    timeZone: "UTC",
  });
  return words.format(new Date(hasTime ? `${until}:00Z` : until));
}

/** How far the clocks in `zone` are ahead of UTC at `instant`, in milliseconds. */
function shiftAt(instant: number, zone: string): number {
  // Swedish writes an instant as 2027-06-30 23:59:59.
  const shown = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "medium", timeZone: zone });
  return Date.parse(`${shown.format(instant).replace(" ", "T")}Z`) - instant;
}
