// Without 0/O, 1/I/L: 31 letters, and a prime number of them, so that the check character below finds every wrong
// letter and every two that changed places.
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const drawn = 9;

/** A new code of 44 random bits and a check character, grouped for reading: PANE-7K3QX-M2WTD. */
export function newCouponCode(prefix: string | undefined, random: (length: number) => Uint8Array): string {
  let body = "";
  while (body.length < drawn) {
    // Bytes past the last whole multiple of 31 are thrown away, so that no letter comes up more often.
    for (const byte of random(drawn))
      if (byte < 248 && body.length < drawn) body += letters[byte % letters.length];
  }
  return grouped(prefix ?? "", body + checkOf(body));
}

/** The code that someone typed or scanned, as it is stored; null when it cannot be one. */
export function readCouponCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (plain.length > 8 + drawn + 1) return null;
  const [body, prefix] = [plain.slice(-drawn - 1), plain.slice(0, -drawn - 1)];
  if (body.length !== drawn + 1 || [...body].some((letter) => !letters.includes(letter))) return null;
  return checkOf(body.slice(0, drawn)) === body[drawn] ? grouped(prefix, body) : null;
}

function checkOf(body: string): string {
  const sum = [...body].reduce((total, letter, place) => total + (place + 2) * letters.indexOf(letter), 0);
  return letters[sum % letters.length] ?? "";
}

function grouped(prefix: string, body: string): string {
  const halves = `${body.slice(0, 5)}-${body.slice(5)}`;
  return prefix === "" ? halves : `${prefix}-${halves}`;
}
