/** Whose addresses a domain has: a provider's for everybody, certified mail (PEC), a school's, or its owner's alone. */
export type DomainKind = "free" | "certified" | "school" | "own";

/** What kind of domain the part of an address after its @ is, in small letters. */
export function kindOfDomain(domain: string): DomainKind {
  if (isCertified(domain)) return "certified";
  if (free.has(domain) || families.has(domain.replace(/\..*$/, ""))) return "free";
  return /(?:^|\.)(?:studenti?|students?|studio|stud|edu|ac)(?:\.|$)/.test(domain) ? "school" : "own";
}

/** Certified mail, which in Italy businesses and professionals must have. */
function isCertified(domain: string): boolean {
  const labels = domain.split(".");
  return labels.includes("pec") || labels.some((label) => certified.has(label));
}

const certified = new Set(
  (
    "legalmail arubapec postecert postacertificata registerpec sicurezzapostale cert casellapec pecimprese " +
    "mypec ticertifica gigapec pecavvocati lamiapec legpec messaggipec"
  ).split(" "),
);

// Providers with the same name under many endings: hotmail.it, yahoo.co.uk.
const families = new Set("gmail googlemail hotmail outlook live msn yahoo ymail icloud gmx".split(" "));

// In the order in which Italians have them, and then the large ones of elsewhere.
const free = new Set(
  (
    "libero.it virgilio.it tiscali.it alice.it tin.it tim.it inwind.it iol.it blu.it giallo.it fastwebnet.it fastwebmail.it " +
    "teletu.it infinito.it email.it katamail.com kataweb.com supereva.it jumpy.it interfree.it vodafone.it wind.it " +
    "windtre.it poste.it aruba.it tiscalinet.it libero.com aliceposta.it rossoalice.it hotmail.com " +
    "me.com mac.com rocketmail.com proton.me protonmail.com pm.me protonmail.ch tutanota.com tuta.io tuta.com " +
    "hey.com zoho.com zohomail.eu fastmail.com fastmail.fm mail.com email.com aol.com mail.ru yandex.ru yandex.com " +
    "web.de t-online.de freenet.de posteo.de mailbox.org orange.fr wanadoo.fr free.fr laposte.net sfr.fr bluewin.ch " +
    "comcast.net verizon.net att.net btinternet.com sky.com bigpond.com qq.com 163.com naver.com duck.com"
  ).split(" "),
);
