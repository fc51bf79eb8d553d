/**
 * Whether `value` stands on a step counted from `base`, as browsers judge it: in decimals, which binary fractions are
 * not, forgiving a 2^24th of a step, and all of what is too large to be counted.
 */
export function isOnStep(value: string, base: number, step: number): boolean {
  if (Math.abs(Number(value)) / 2 ** 53 > step) return true;
  const parts = [value, String(base), String(step)].map(decimal);
  const scale = Math.max(...parts.map(({ places }) => places));
  const [whole = 0n, from = 0n, length = 1n] = parts.map(
    ({ digits, places }) => digits * 10n ** BigInt(scale - places),
  );
  const distance = whole > from ? whole - from : from - whole;
  const rest = distance % length;
  const off = rest * 2n > length ? length - rest : rest;
  return off * 2n ** 24n <= length;
}

/** The digits of a number and how many of them are behind the point; what is too small to matter is cut. */
function decimal(text: string): { digits: bigint; places: number } {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const places = fraction.length - Number(exponent);
  const digits = BigInt(`${whole}${fraction}`.replace(/^(-?)$/, "$10"));
  if (places < 0) return { digits: digits * 10n ** BigInt(Math.min(-places, 400)), places: 0 };
  return places > 400 ? { digits: 0n, places: 0 } : { digits, places };
}
