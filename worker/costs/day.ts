import { daySchema } from "../../content/schema/primitives.ts";

const months = [
  "gen|jan",
  "feb",
  "mar",
  "apr",
  "mag|may",
  "giu|jun",
  "lug|jul",
  "ago|aug",
  "set|sep",
  "ott|oct",
  "nov",
  "dic|dec",
];
const name = `(${months.join("|")})[a-z]*\\.?`;
const written = `\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}|\\d{1,2} ${name} \\d{4}|${name} \\d{1,2}, \\d{4}`;

/** A day as files write it: 2027-03-31, 31/03/2027, 31 mar 2027, Mar 31, 2027; null where it is none. */
export function readDay(text: string): string | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[ T]\d{1,2}:\d{2}.*$/i, "");
  const [year, month, day] = partsOf(plain) ?? [];
  const parsed = daySchema.safeParse(`${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`);
  return parsed.success ? parsed.data : null;
}

/** All days that stand somewhere in `text`, in their order. */
export function daysIn(text: string): string[] {
  return (text.toLowerCase().match(new RegExp(written, "g")) ?? []).flatMap((found) => readDay(found) ?? []);
}

function partsOf(text: string): [year: string, month: string, day: string] | null {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? [];
  if (isoYear && isoMonth && isoDay) return [isoYear, isoMonth, isoDay];
  const [, day, month, year] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  if (day && month && year) return [year, month, day];
  const [, before, after, named] = /^(?:(\d{1,2}) )?[a-z]+\.?(?: (\d{1,2}),)? (\d{4})$/.exec(text) ?? [];
  const place = months.findIndex((each) => new RegExp(`(^|\\d )(${each})`).test(text));
  return named && place >= 0 ? [named, String(place + 1), before ?? after ?? ""] : null;
}
