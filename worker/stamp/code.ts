// The first 66 bits of a grant's identifier are its time and 18 random bits: 11 letters of the 22.
const idLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const taken = 11;
// Those of a coupon's code: without 0/O, 1/I/L; 31 of them, so that the check letter finds every wrong one.
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const drawn = 14;

/** The code on a stamped copy, grouped for reading: what finds the grant in the desk, and opens nothing. */
export function stampCode(grantId: string): string {
  let rest = [...grantId.slice(0, taken)].reduce(
    (sum, letter) => sum * 64n + BigInt(Math.max(0, idLetters.indexOf(letter))),
    0n,
  );
  let body = "";
  for (let place = 0; place < drawn; place += 1, rest /= 31n)
    body = (letters[Number(rest % 31n)] ?? "") + body;
  return (body + checkOf(body)).replace(/(.{5})(?=.)/g, "$1-");
}

/** The beginning of the identifier of the grant whose copy bears `code`; null when it can be none. */
export function grantsOfStamp(code: string): string | null {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (plain.length !== drawn + 1 || [...plain].some((letter) => !letters.includes(letter))) return null;
  if (checkOf(plain.slice(0, drawn)) !== plain[drawn]) return null;
  let rest = [...plain.slice(0, drawn)].reduce(
    (sum, letter) => sum * 31n + BigInt(letters.indexOf(letter)),
    0n,
  );
  let id = "";
  for (let place = 0; place < taken; place += 1, rest /= 64n) id = (idLetters[Number(rest % 64n)] ?? "") + id;
  return rest === 0n ? id : null;
}

function checkOf(body: string): string {
  const sum = [...body].reduce((total, letter, place) => total + (place + 2) * letters.indexOf(letter), 0);
  return letters[sum % letters.length] ?? "";
}
