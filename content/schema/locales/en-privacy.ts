import type { PrivacyTexts } from "./privacy.ts";

/** The privacy notice (GDPR art. 13) in English. */
export const privacyEn: PrivacyTexts = {
  title: "Privacy notice",
  lead: "What we do with the details you leave on this site, how long we keep them and what you can ask of us. This is the notice required by article 13 of Regulation (EU) 2016/679 (GDPR).",
  controller: {
    title: "Who handles your data",
    text: "The controller is {owner}.",
    address: "Address",
    vat: "VAT number",
    email: "E-mail",
    phone: "Phone",
    pec: "Certified e-mail (PEC)",
    dpo: "Data protection officer",
  },
  kinds: {
    title: "Which data",
    list: [
      "What you write in the forms. Each form shows what it asks and which answers are optional.",
      "The consents you give or refuse: the exact words in front of you and their number, the page, the day and the time.",
      "Where you come from when you send a form: the page, the campaign or advertisement named in the address, the site before ours.",
      "What happens afterwards: whether you open what you asked for, use a voucher, write to us.",
      "The network address you connect from, which the servers use to answer you and to keep abuse away.",
    ],
    counts:
      "We also count how many people open a page and begin a form, and in rough bands how long it stays open, how far it is read, and which network’s link is pressed to share it. These are numbers: they do not say who you are and cannot be linked to you.",
    mails:
      "In the e-mails that we send to those who wanted them, links pass through our site, with an address that is the same for everyone: we count how many people press, not who. To leave out programs that check mail we keep, for little more than an hour, a fingerprint of network and program, made with a key that changes every day and is then thrown away.",
    opens:
      "We also count how often an e-mail is opened, by a picture that is the same for everyone: it does not say by whom.",
    own: "Only if you consent do we know which links you press. When you withdraw the consent we stop, and delete what we knew.",
    ownOpens:
      "Only if you consent do we know which links you press and, where the consent speaks of openings too, when you open e-mails: yours then have a picture with an address of your own. When you withdraw the consent we stop, and delete what we knew.",
  },
  purposes: {
    title: "Why, and on what legal basis",
    purpose: "Purpose",
    basis: "Legal basis",
    request:
      "To answer your request, give you what you asked for and send the messages you need to receive it.",
    request_basis: "Steps taken at your request, or a contract: GDPR art. 6(1)(b).",
    consents: {
      marketing: "To send you offers, news and invitations.",
      profiling: "To learn your interests, so that we write only about what concerns you.",
      partners: "To pass your details to the partners named in the form, for their own offers.",
      tracking: "To know which links you follow in our messages.",
    },
    openings: "To know which links you follow in our messages and when you open them.",
    other: "The purpose written in the form under the name “{purpose}”.",
    consent_basis:
      "Your consent: GDPR art. 6(1)(a); for electronic messages also art. 130 of the Italian Privacy Code (legislative decree 196/2003).",
    proof: "To keep the proof of consents.",
    proof_basis: "A legal obligation: GDPR art. 6(1)(c), with arts. 5(2) and 7(1).",
    draw: "To let you take part in the prize draws you enter.",
    draw_basis: "Their rules and the law: GDPR art. 6(1)(b) and (c); DPR 430/2001.",
    safety: "To protect the site from abuse and to defend a right in court.",
    safety_basis: "Our legitimate interest: GDPR art. 6(1)(f).",
  },
  duty: {
    title: "Do you have to give them?",
    text: "We need the required answers in order to answer you: without them we cannot give you what you ask for. Optional consents are truly free: if you say no, you receive what you asked for all the same.",
  },
  recipients: {
    title: "Who receives them",
    text: "The people who work for us and the suppliers who handle data on our behalf, appointed as processors under GDPR art. 28:",
    list: [
      "Cloudflare, Inc., which hosts the site and the database;",
      "the service that sends our e-mail;",
      "whoever looks after the site and our communication for us.",
    ],
    draw: "In prize draws they are also seen by the notary or the chamber of commerce’s official who finds the winners, and by the ministry that watches over them.",
    partners: "Only if you agree, the partners named in the form receive them too.",
    transfer:
      "We do not sell your data and we do not publish them. Cloudflare is based in the United States: the transfer rests on the adequacy decision for the EU-US Data Privacy Framework and on standard contractual clauses (GDPR arts. 45 and 46). The same holds for any other supplier outside the European Economic Area. You can ask us for a copy of these safeguards.",
  },
  retention: {
    title: "For how long",
    list: [
      "If you do not confirm your address: {unconfirmed}.",
      "Otherwise: {leads} from the last time we heard from you, or until you ask us to delete them.",
      "Network addresses: {networks} at most.",
      "Proof of consents: as long as the consent stands, and then for as long as it may have to be shown.",
      "Documents that the law makes us keep, such as tax records: for as long as the law says.",
    ],
  },
  cookies: {
    title: "Cookies",
    text: "The public pages of this site use no cookies, write nothing to your device and load nothing from other sites. That is why you see no cookie banner.",
  },
  rights: {
    title: "Your rights",
    text: "At any time you can ask us:",
    list: [
      "whether we handle your data, and for a copy of them (art. 15);",
      "to correct or complete them (art. 16);",
      "to delete them (art. 17);",
      "to restrict their use (art. 18);",
      "to receive them in a format a computer can read, or to send them to someone else (art. 20);",
      "to stop using them, where the use rests on our interest or serves marketing (art. 21).",
    ],
    withdraw:
      "You can withdraw a consent whenever you like, as easily as you gave it: what was done before remains lawful (art. 7(3)).",
    automated: "We take no decision about you that rests on automated processing alone (art. 22).",
    how: "Write to {email}: we answer within one month.",
  },
  complaint: {
    title: "Complaints",
    text: "If you think we handle your data wrongly, you can turn to the Italian data protection authority, Garante per la protezione dei dati personali, piazza Venezia 11, 00187 Rome, www.garanteprivacy.it (art. 77), to the authority of the country you live or work in, or to a court (art. 79).",
  },
};
