// Without 0/O, 1/I/L: 31 letters, and a prime number of them, so that the check character below finds every wrong
// letter and every two that changed places.
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const drawn = 9;

// How many letters a code has after its prefix: those drawn, and the check character.
const codeLength = drawn + 1;

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
  if (plain.length > 8 + codeLength) return null;
  const [body, prefix] = [plain.slice(-codeLength), plain.slice(0, -codeLength)];
  return isBody(body) ? grouped(prefix, body) : null;
}

/** The codes, with `prefixes` or without, that somebody may have meant who made one slip while typing. */
export function guessCodes(text: string, prefixes: readonly string[]): string[] {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const known = ["", ...prefixes];
  const bodies = known
    .filter((prefix) => plain.startsWith(prefix))
    .flatMap((prefix) => likeBody(plain.slice(prefix.length)));
  // The slip may be in the prefix, too.
  const last = plain.slice(-codeLength);
  const all = new Set(isBody(last) ? [last, ...bodies] : bodies);
  return [...all].flatMap((body) => known.map((prefix) => grouped(prefix, body)));
}

/** The bodies one letter, or two that changed places, away from `typed`; the check character leaves few of them. */
function likeBody(typed: string): string[] {
  if (Math.abs(typed.length - codeLength) > 1) return [];
  const places = Array.from({ length: typed.length + 1 }, (_, place) => place);
  const put = (place: number, letter: string, instead: number) =>
    typed.slice(0, place) + letter + typed.slice(place + instead);
  const slips = places.flatMap((place) => {
    if (typed.length > codeLength) return [put(place, "", 1)];
    const instead = typed.length === codeLength ? 1 : 0;
    const swapped = put(place, (typed[place + 1] ?? "") + (typed[place] ?? ""), 2);
    return [swapped, ...[...letters].map((letter) => put(place, letter, instead))];
  });
  return slips.flatMap((slip) => (isBody(slip) ? slip : []));
}

function isBody(body: string): boolean {
  const isWritten = body.length === codeLength && [...body].every((letter) => letters.includes(letter));
  return isWritten && checkOf(body.slice(0, drawn)) === body[drawn];
}

function checkOf(body: string): string {
  const sum = [...body].reduce((total, letter, place) => total + (place + 2) * letters.indexOf(letter), 0);
  return letters[sum % letters.length] ?? "";
}

function grouped(prefix: string, body: string): string {
  const halves = `${body.slice(0, 5)}-${body.slice(5)}`;
  return prefix === "" ? halves : `${prefix}-${halves}`;
}
