import type { Locale } from "../content/schema/primitives.ts";

/** A size as people say it: 1,2 MB. */
export function sayBytes(bytes: number, locale: Locale): string {
  const [unit, size] = sized(bytes);
  const style = { style: "unit", unit, maximumFractionDigits: unit === "megabyte" ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, style).format(size);
}

function sized(bytes: number): [string, number] {
  if (bytes < 1000) return ["byte", bytes];
  return bytes < 1_000_000 ? ["kilobyte", bytes / 1000] : ["megabyte", bytes / 1_000_000];
}
