import type { CouponValue } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";

/** The conventions that a locale's dates and numbers follow. */
export function conventionsOf(locale: Locale): string {
  return locale === "en" ? "en-GB" : locale;
}

/** A calendar day in words: 30 giugno 2027. */
export function dayInWords(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(conventionsOf(locale), { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(day),
  );
}

/** A piece of a figure: its digits, or a sign that is set smaller beside them. */
export interface FigurePart {
  kind: "digits" | "sign" | "words";
  text: string;
}

/** What a coupon is worth, cut into pieces for large type: digits and signs, or the words of a gift. */
export function figureOf(value: CouponValue, locale: Locale): FigurePart[] {
  if ("gift" in value) return [{ kind: "words", text: value.gift }];
  const style: Intl.NumberFormatOptions =
    "percent" in value
      ? { style: "percent", maximumFractionDigits: 2 }
      : { style: "currency", currency: value.currency, trailingZeroDisplay: "stripIfInteger" };
  const number = "percent" in value ? value.percent / 100 : value.amount;
  const parts: FigurePart[] = [];
  for (const { type, value: text } of new Intl.NumberFormat(conventionsOf(locale), style).formatToParts(
    number,
  )) {
    const kind = type === "currency" || type === "percentSign" || type === "literal" ? "sign" : "digits";
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  }
  return parts;
}

/** How large a figure may be set, by its width: about that many digits across. */
export function sizeOf(parts: readonly FigurePart[]): "words" | "1" | "2" | "3" | "5" | "8" {
  if (parts.some(({ kind }) => kind === "words")) return "words";
  const digits = parts
    .filter(({ kind }) => kind === "digits")
    .reduce((count, { text }) => count + text.length, 0);
  const signs = parts
    .filter(({ kind }) => kind === "sign")
    .reduce((count, { text }) => count + text.trim().length, 0);
  const width = digits + signs * 0.7;
  if (width < 2) return "1";
  if (width < 3) return "2";
  if (width < 4.5) return "3";
  return width < 6.5 ? "5" : "8";
}

/** How large a line of text may be set: the longer, the smaller. */
export function lengthOf(text: string): "short" | "middling" | "long" {
  if (text.length <= 48) return "short";
  return text.length <= 80 ? "middling" : "long";
}

const lengths = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** A length of time in the largest unit that holds it whole: 30 giorni, 2 anni. */
export function durationInWords(seconds: number, locale: Locale): string {
  const [unit, length] = lengths.find(([, length]) => seconds % length === 0) ?? (["minute", 60] as const);
  return unitsIn(locale, unit).format(Math.round(seconds / length));
}

const unitFormats = new Map<string, Intl.NumberFormat>();

/** A formatter costs a hundred times what its use does, and every notice says three lengths of time. */
function unitsIn(locale: Locale, unit: string): Intl.NumberFormat {
  const key = `${locale} ${unit}`;
  const format =
    unitFormats.get(key) ??
    new Intl.NumberFormat(conventionsOf(locale), { style: "unit", unit, unitDisplay: "long" });
  unitFormats.set(key, format);
  return format;
}
