import type { noticeIt } from "./it-notice.ts";

/** The short notice under a form (GDPR art. 13) in English; the long one is the privacy page. */
export const noticeEn: typeof noticeIt = {
  open: "Who handles your data, why and for how long",
  who: {
    title: "Who",
    text: "{owner}, {address}. About your data, write to {email}.",
    pec: "Certified e-mail (PEC): {pec}.",
    dpo: "Data protection officer: {dpo}.",
  },
  what: {
    title: "What",
    text: "{fields}; the page you write from and how you came to it, the day, the time and the network address.",
  },
  why: {
    title: "Why",
    request: "To answer this request, which you make yourself (GDPR, art. 6(1)(b)).",
    magnet:
      "To give you “{title}” and the messages you need to receive it: you ask us to (GDPR, art. 6(1)(b)).",
    draw: "To let you take part in “{name}”, under its rules and the law (points (b) and (c)).",
    consent: "{purpose} Only with your consent (point (a); wording no. {version}).",
    proof: "To keep the proof of consents, as the law requires (point (c)).",
    safety: "To keep abuse away, our legitimate interest (point (f)).",
  },
  long: {
    title: "For how long",
    text: "{leads} from the last time we heard from you, or until you ask us to delete them; {unconfirmed} if you do not confirm your address; network addresses, {networks}.",
  },
  whom: {
    title: "To whom",
    text: "To those who host the site (Cloudflare), and who send our e-mail and look after the site for us, outside the European Economic Area too, under the safeguards of arts. 45 and 46. We do not sell them.",
    draw: "To the notary or the chamber of commerce’s official who finds the winners, and to the ministry.",
    partners: "To the partners named above, only if you agree.",
  },
  need: {
    title: "Must you give them?",
    text: "The required answers, yes: without them we cannot give you what you ask for. The rest is optional.",
    consents: "So are consents: if you say no, you receive what you asked for all the same.",
  },
  rights: {
    title: "Your rights",
    text: "You may see, correct, delete, restrict and take your data elsewhere, or object (arts. 15–22). Just write to {email}: we answer within one month.",
    withdraw: "You may withdraw a consent at any time; what was done before remains lawful.",
    complaint:
      "If something is wrong, you may complain to the Italian data protection authority (Garante) or to that of your country.",
  },
};
