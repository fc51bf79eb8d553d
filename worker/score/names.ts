/** Whether `name` may be somebody's: letters, not one alone or over and over, and none of what people type to get by. */
export function isPlausible(name: string): boolean {
  const text = name.normalize("NFC").toLowerCase().trim();
  if (!/\p{L}/u.test(text) || /[\d@/<>]/.test(text)) return false;
  // One character is a whole name in some scripts, and a slip of the finger in ours.
  if (/^\p{Script=Latin}\.?$/u.test(text)) return false;
  return !/^(\p{L})\1+$/u.test(text) && !fillers.has(text);
}

const fillers = new Set(
  "asd asdf asdasd qwe qwer qwerty zxc abc test prova nome cognome name pippo pluto".split(" "),
);
