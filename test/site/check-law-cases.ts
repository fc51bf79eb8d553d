import { coupon, form, guide, type RuleCase, site, words } from "./check-case.ts";

/** A contest with everything that it needs, as keys of a landing. */
const draw = `draw:
  name: Un anno di libri
  from: 2027-03-01
  until: 2027-06-30
  territory: Italia
  participants: Chi ha compiuto 18 anni e vive in Italia.
  how: Si lascia l’indirizzo; tra tutti si estrae un nome.
  prizes: [{ prize: Dodici libri, value: 180 }]
  drawn: { by: 2027-07-15, place: "Bologna, via Roma 1", overseer: notary }
  charity: Libri per tutti ONLUS
  rules: https://prova.example/regolamento.pdf
  guarantee: fideiussione bancaria
  notified: 2027-02-10
`;

const drawn: [string, string] = ["from: 2027-03-01\n", `${draw}from: 2027-03-01\n`];
const contest = (what: string, into: string): [string, string] => [
  "from: 2027-03-01\n",
  `${draw.replace(what, into)}from: 2027-03-01\n`,
];

/** Content that breaks the rules of law, and content that does not. */
export const lawCases: readonly RuleCase[] = [
  {
    rule: "consent-catch-all",
    bad: { [form]: [words, "Acconsento a ricevere offerte e alla profilazione. Posso ritirarlo."] },
    good: { [form]: [words, "Voglio ricevere offerte, novità e la newsletter. Posso ritirarlo."] },
    file: form,
    line: 6,
    message: "marketing, profiling",
  },
  {
    rule: "consent-forced",
    bad: { [form]: [words, `${words} È necessario per ricevere la guida.`] },
    good: { [form]: [words, `${words} Non è necessario per ricevere la guida.`] },
    file: form,
    line: 6,
    message: "cannot do without",
  },
  {
    rule: "consent-unconfirmed",
    bad: {
      [form]: [
        "type: email, required: true }",
        "type: email }\n  - { name: tel, type: phone, required: true }",
      ],
    },
    good: { [coupon]: ["delivery: both", "delivery: page"] },
    file: coupon,
    line: 6,
    message: "need not give an e-mail",
  },
  {
    rule: "consent-no-withdrawal",
    bad: { [form]: [words, "Voglio ricevere le novità della Libreria Prova."] },
    good: { [form]: [words, "Voglio le novità; posso disiscrivermi quando voglio."] },
    file: form,
    line: 6,
    message: "may be withdrawn",
  },
  {
    rule: "consent-partners",
    bad: {
      [form]: [
        `marketing\n    text: ${words}`,
        "partners\n    text: Date i miei dati ai vostri partner. Posso ritirarlo.",
      ],
    },
    good: {
      [form]: [
        `marketing\n    text: ${words}`,
        "partners\n    text: Date i miei dati a partner del settore editoriale. Posso ritirarlo.",
      ],
    },
    file: form,
    line: 6,
    message: "who the partners are",
  },
  {
    rule: "consent-openings",
    bad: {
      [form]: [
        `marketing\n    text: ${words}`,
        "tracking\n    text: Vedete se apro le mail. Posso ritirarlo.",
      ],
    },
    good: {
      [form]: [
        `marketing\n    text: ${words}`,
        "tracking\n    text: Vedete quali link premo nelle mail. Posso ritirarlo.",
      ],
    },
    file: form,
    line: 6,
    message: "tell of openings",
  },
  {
    rule: "owner-details",
    bad: { [site]: ['  vat: "12345678903"\n', ""] },
    good: { [site]: ['  vat: "12345678903"\n  address:\n', "  address:\n    country: FR\n"] },
    file: site,
    line: 5,
    message: "partita IVA is missing",
  },
  {
    rule: "owner-pec",
    bad: { [site]: ["  pec: prova@pec.example\n", ""] },
    good: { [site]: ["prova@pec.example", "altra@pec.example"] },
    file: site,
    line: 5,
    message: "PEC is not shown",
  },
  {
    rule: "retention",
    bad: { [site]: ["leads: 24 months", "leads: 10 years"] },
    good: { [site]: ["leads: 24 months", "leads: 12 months"] },
    file: site,
    line: 20,
    message: "beyond 24 months",
  },
  {
    rule: "draw-missing",
    bad: { [guide]: ["title: La guida che mancava", "title: Vinci un anno di libri con noi"] },
    good: { [guide]: ["title: La guida che mancava", "title: Leonardo da Vinci e i libri che amava"] },
    file: guide,
    line: 3,
    message: '"Vinci un" promises a draw',
  },
  {
    rule: "draw-incomplete",
    bad: { [guide]: contest("  charity: Libri per tutti ONLUS\n", "") },
    good: { [guide]: contest("  charity: Libri per tutti ONLUS\n", "  charity: Un’altra ONLUS\n") },
    file: guide,
    line: 14,
    message: "charity that receives prizes",
  },
  {
    rule: "draw-dates",
    bad: { [guide]: contest("notified: 2027-02-10", "notified: 2027-02-20") },
    good: { [guide]: drawn },
    file: guide,
    line: 26,
    message: "less than 15 days before",
  },
  {
    rule: "special-category",
    bad: { [form]: ["label: Come ti chiami", "label: Hai allergie o intolleranze?"] },
    good: {
      [form]: [
        `label: Come ti chiami }\nconsents:\n`,
        `label: Hai allergie? }\nconsents:\n  - { purpose: allergie, text: "Acconsento in modo esplicito all’uso delle mie allergie." }\n`,
      ],
    },
    file: form,
    line: 3,
    message: "special category",
  },
  {
    rule: "birthday",
    bad: {
      [form]: ["{ name: nome, type: given-name, label: Come ti chiami }", "{ name: nato, type: birthday }"],
    },
    good: {
      [form]: [
        "{ name: nome, type: given-name, label: Come ti chiami }",
        "{ name: nato, type: birthday, hint: Per farti gli auguri. }",
      ],
    },
    file: form,
    line: 3,
    message: "without a word on why",
  },
];
