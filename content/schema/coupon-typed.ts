import { readCouponCode } from "./coupon-code.ts";

/** What stands in a QR code, or what somebody typed: a coupon's code, with what proves it where it came along. */
export interface ReadCode {
  /** The code as it is stored; null where it cannot be one. */
  code: string | null;
  /** The text that was taken for the code. */
  text: string;
  payload: string | null;
}

/** The coupon in `scanned`, an address or a bare code; null where it is neither. */
export function readScanned(scanned: string): ReadCode | null {
  const text = scanned.trim();
  const [, code = "", payload] =
    /^https?:\/\/[^?#]*?\/k\/([^/?#]+)(?:\/([^/?#]+))?\/?(?:[?#].*)?$/i.exec(text) ?? [];
  if (code !== "") return { code: readCouponCode(code), text: code, payload: payload ?? null };
  if (/^[a-z]+:|^www\.|[/@]/i.test(text) || text === "" || text.length > 40) return null;
  return { code: readCouponCode(text), text, payload: null };
}

// Pairs that hands and eyes mix up; the first of some is in no code.
const alike = [
  "0D",
  "0Q",
  "OD",
  "OQ",
  "1J",
  "1T",
  "IJ",
  "IT",
  "LJ",
  "5S",
  "8B",
  "2Z",
  "6G",
  "UV",
  "MN",
  "VY",
  "4A",
];

/** Codes that `typed` was probably meant to be: two letters that changed places, or one taken for another; at most three. */
export function nearCodes(typed: string): string[] {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const near = new Set<string>();
  for (let place = Math.max(0, plain.length - 10); place < plain.length; place += 1) {
    const [before, here = "", next = "", after] = [
      plain.slice(0, place),
      plain[place],
      plain[place + 1],
      plain.slice(place + 2),
    ];
    const others = alike.flatMap(([one = "", other = ""]) =>
      one === here ? [other] : other === here && !"0O1IL".includes(one) ? [one] : [],
    );
    const tries = [
      `${before}${next}${here}${after}`,
      ...others.map((other) => before + other + next + after),
    ];
    for (const each of tries) {
      const code = readCouponCode(each);
      if (code !== null) near.add(code);
    }
  }
  return [...near].slice(0, 3);
}
