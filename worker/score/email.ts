/** What is the matter with how an address is written. */
export type EmailFlaw = "email-odd" | "typo" | "role";

/** What is the matter with `email`, as far as its letters tell. */
export function judgeEmail(email: string): EmailFlaw[] {
  const [, local = "", domain = ""] =
    /^([^\s@]{1,64})@([^\s@]+\.[^\s@.]{2,63})$/.exec(email.toLowerCase()) ?? [];
  if (local === "" || /^\.|\.\.|\.$/.test(local) || /^[.-]|\.\./.test(domain)) return ["email-odd"];
  return [
    ...(intended(domain) === null ? [] : (["typo"] as const)),
    ...(roles.has(local.replace(/[._-]?\d*$/, "")) ? (["role"] as const) : []),
  ];
}

/** The large provider that `domain` is one slip of the finger away from; null for all that may be meant as it is. */
export function intended(domain: string): string | null {
  if (providers.has(domain) || neighbours.has(domain)) return null;
  if (domain === "gmail.it") return "gmail.com";
  for (const provider of providers) if (isOneSlipAway(domain, provider)) return provider;
  return null;
}

// Those whose names are long enough that a name one letter away is seldom anybody else's.
const providers = new Set(
  (
    "gmail.com googlemail.com hotmail.com hotmail.it outlook.com outlook.it yahoo.com yahoo.it icloud.com libero.it " +
    "virgilio.it tiscali.it fastwebnet.it hotmail.fr yahoo.fr"
  ).split(" "),
);

// One letter away from one of them, and somebody's all the same.
const neighbours = new Set(
  "mail.com ymail.com email.com fmail.com zmail.com liberi.it yahoo.ie yahoo.in yahoo.co hotmail.de hotmail.es".split(
    " ",
  ),
);

const roles = new Set(
  (
    "info vendite sales amministrazione admin administrator contatti contact contacts contatto commerciale segreteria " +
    "ufficio office support supporto assistenza help hello ciao marketing noreply no-reply postmaster webmaster abuse hr " +
    "jobs lavoro ordini orders booking prenotazioni reception mail posta email direzione acquisti fatture fatturazione " +
    "billing privacy pec team staff press stampa"
  ).split(" "),
);

/** Whether one letter too many, too few, wrong or swapped with the next makes `typed` of `meant`. */
function isOneSlipAway(typed: string, meant: string): boolean {
  let from = 0;
  while (from < typed.length && typed[from] === meant[from]) from += 1;
  const [rest, due] = [typed.slice(from), meant.slice(from)];
  if (typed === meant) return false;
  return (
    rest.slice(1) === due ||
    rest === due.slice(1) ||
    rest.slice(1) === due.slice(1) ||
    (rest[0] === due[1] && rest[1] === due[0] && rest.slice(2) === due.slice(2))
  );
}
