/** Which sign parts the cents: a comma, as Italians write, or a point. */
export type Notation = "," | ".";

const largest = 100_000_000;

/** Cents and, where the text names it, the currency; "unclear" where a thousand and a fraction look alike. */
export function readMoney(
  text: string,
  notation: Notation | null,
): { cents: number; currency: string | null } | "unclear" | null {
  const { figures, currency } = partsOf(text);
  if (!/^\d[\d.,]*$/.test(figures)) return null;
  const decimal = decimalOf(figures) ?? notation;
  if (decimal === null) return "unclear";
  const [whole = "", fraction = "", ...more] = figures.split(decimal);
  const other = decimal === "," ? "." : ",";
  // Thousands come in threes, and none of them behind the fraction.
  const isGrouped =
    whole === "" || /^\d+$/.test(whole) || new RegExp(`^\\d{1,3}(\\${other}\\d{3})+$`).test(whole);
  if (more.length > 0 || !isGrouped || !/^\d*$/.test(fraction)) return null;
  const cents = Math.round(Number(`${whole.replaceAll(other, "")}.${fraction || "0"}`) * 100);
  return cents <= largest * 100 ? { cents, currency } : null;
}

/** The notation that the clear ones among `texts` are in; null where they are in both, or none is clear. */
export function notationOf(texts: readonly string[]): Notation | null {
  const clear = new Set(
    texts.flatMap((text) => {
      const { figures } = partsOf(text);
      return /[.,]/.test(figures) ? (decimalOf(figures) ?? []) : [];
    }),
  );
  return clear.size === 1 ? ([...clear][0] ?? null) : null;
}

/** A number of impressions or clicks, however its thousands are parted; null where it is none. */
export function readCount(text: string): number | null {
  const plain = text.replace(/[\s'’]/g, "");
  if (!/^(\d{1,12}|\d{1,3}([.,]\d{3}){1,3})$/.test(plain)) return null;
  return Number(plain.replace(/[.,]/g, ""));
}

const signs: Record<string, string> = { "€": "EUR", $: "USD", "£": "GBP" };

function partsOf(text: string): { figures: string; currency: string | null } {
  const [sign] = /[€$£]/.exec(text) ?? [];
  const [code] = /\b[A-Z]{3}\b/.exec(text.toUpperCase()) ?? [];
  const figures = text.replace(/[\s'’€$£]|\b[a-z]{3}\b/gi, "");
  return { figures, currency: code ?? signs[sign ?? ""] ?? null };
}

/** The sign that can only part the cents; null where it may part thousands as well. */
function decimalOf(figures: string): Notation | null {
  const found = [...figures].filter((sign) => sign === "." || sign === ",");
  const last = found.at(-1);
  if (last === undefined) return ".";
  const other = last === "," ? "." : ",";
  if (found.includes(other)) return last as Notation;
  if (found.length > 1) return other;
  const [whole = "", fraction = ""] = figures.split(last);
  return fraction.length !== 3 || whole.length > 3 || /^0*$/.test(whole) ? (last as Notation) : null;
}
