import { book, coupon, form, guide, type RuleCase, textAt, value, voucher } from "./check-case.ts";

const hard = `${"La considerazione approfondita delle caratteristiche organolettiche contemporaneamente riscontrabili nell’ambito delle pubblicazioni specialistiche internazionali particolarmente rappresentative ".repeat(4)}.`;
const easy = "Il libro è bello. Lo apri e leggi. Poi lo chiudi e dormi. ".repeat(6);
const english =
  "You take the book and you read it with the door open, and that is all there is to it. ".repeat(3);

/** Content that breaks the rules of search, reading, promises and goals, and content that does not. */
export const pageCases: readonly RuleCase[] = [
  {
    rule: "title-length",
    bad: { [guide]: ["title: La guida che mancava", `title: ${"Una guida lunga ".repeat(5)}`] },
    good: { [guide]: ["title: La guida che mancava", "title: Una guida né lunga né corta"] },
    file: guide,
    line: 3,
    message: "79 characters",
  },
  {
    rule: "title-duplicate",
    bad: { [guide]: ["title: La guida che mancava", "title: Cinque euro sul primo libro"] },
    good: { [voucher]: ["title: Five euros off your first book", "title: Cinque euro sul primo libro"] },
    file: guide,
    line: 3,
    message: "that of content/landings/buono/index.mdx too",
  },
  {
    rule: "description-length",
    bad: {
      [voucher]: [
        "Five euros off the first book you buy from us, in via Roma in Bologna.",
        "Five euros off.",
      ],
    },
    good: { [voucher]: ["Five euros off the first book you buy", "Five euros off the next book you buy"] },
    file: voucher,
    line: 12,
    message: "only 15 characters",
  },
  {
    rule: "description-duplicate",
    bad: {
      [guide]: [
        "Dodici pagine sui libri che restano, scritte da chi li vende da trent’anni.",
        "Cinque euro in meno sul primo libro che compri da noi, in via Roma a Bologna.",
      ],
    },
    good: { [guide]: ["Dodici pagine sui libri che restano", "Dodici pagine sui libri che tornano"] },
    file: guide,
    line: 11,
    message: "The description is that of",
  },
  {
    rule: "share-image",
    bad: { [guide]: ["image:\n  src: ./copertina.png\n  alt: La copertina della guida.\n", ""] },
    good: {},
    file: guide,
    line: 7,
    message: "no picture of its own",
  },
  {
    rule: "noindex",
    bad: { [guide]: ["seo:\n", "seo:\n  noindex: true\n"] },
    good: { [guide]: ["seo:\n", "seo:\n  noindex: false\n"] },
    file: guide,
    line: 11,
    message: "leave this page out",
  },
  {
    rule: "canonical-elsewhere",
    bad: { [guide]: ["seo:\n", "seo:\n  canonical: https://altrove.example/guida/\n"] },
    good: { [guide]: ["seo:\n", "seo:\n  canonical: https://prova.example/altra/\n"] },
    file: guide,
    line: 11,
    message: "altrove.example",
  },
  {
    rule: "alternates-missing",
    bad: {
      "content/landings/en/guida/index.mdx": `---\ntemplate: ebook\nlocale: en\ntitle: The guide we lacked\nmagnet: guida\nform: richiesta\n---\n`,
    },
    good: {
      "content/landings/en/guide/index.mdx": `---\ntemplate: ebook\nlocale: en\ntitle: The guide we lacked\nmagnet: guida\nform: richiesta\n---\n`,
    },
    file: guide,
    line: 10,
    message: "content/landings/en/guida/index.mdx has the same name",
  },
  {
    rule: "alt-useless",
    bad: { [guide]: ["alt: La copertina della guida.", "alt: Immagine della copertina"] },
    good: { [guide]: ["alt: La copertina della guida.", "alt: Un libro rosso, chiuso"] },
    file: guide,
    line: 7,
    message: "every picture could begin with",
  },
  {
    rule: "heading-order",
    bad: { [guide]: ["- uno\n- due", "#### Troppo giù"] },
    good: { [guide]: ["- uno\n- due", "### Giù di uno\n\n## E su di nuovo"] },
    file: guide,
    line: textAt.guide,
    message: "level 4 follows one of level 2",
  },
  {
    rule: "link-text",
    bad: { [coupon]: ["prima volta.", "prima volta: [clicca qui](/guida/)."] },
    good: { [coupon]: ["prima volta.", "prima volta: [leggi la guida](/guida/)."] },
    file: coupon,
    line: textAt.coupon,
    message: '"clicca qui"',
  },
  {
    rule: "page-language",
    bad: { [coupon]: ["Un buono per chi viene la prima volta.", english] },
    good: { [coupon]: ["Un buono per chi viene la prima volta.", easy] },
    file: coupon,
    line: 11,
    message: 'reads as "en"',
  },
  {
    rule: "pages-promise",
    bad: { [guide]: ["intro: Dodici pagine.", "intro: Quaranta pagine? No, 14 pagine."] },
    good: { [guide]: ["intro: Dodici pagine.", "intro: In 12 pagine c’è tutto."] },
    file: guide,
    line: 4,
    message: "promises 14 pages; the book has 12",
  },
  {
    rule: "magnet-language",
    bad: { [book]: ["language: it", "language: en"] },
    good: { [book]: ["language: it\n", ""] },
    file: guide,
    line: 8,
    message: 'the book is in "en"',
  },
  {
    rule: "magnet-age",
    bad: { [book]: ["date: 2026-05-01", "date: 2023-05-01"] },
    good: { [book]: ["date: 2026-05-01", "date: 2025-05-01"] },
    file: book,
    line: 7,
    message: "last looked over on 2023-05-01",
  },
  {
    rule: "until-past",
    bad: { [guide]: ["until: 2027-06-30", "until: 2027-05-10"] },
    good: { [guide]: ["until: 2027-06-30", "until: 2027-06-01"] },
    file: guide,
    line: 15,
    message: "ended on 2027-05-10",
  },
  {
    rule: "coupon-ends-early",
    bad: {
      [value]: ["validDays: 30", "validUntil: 2027-08-31"],
      [coupon]: ["form: richiesta", "form: richiesta\nuntil: 2027-09-30"],
    },
    good: {
      [value]: ["validDays: 30", "validUntil: 2027-08-31"],
      [coupon]: ["form: richiesta", "form: richiesta\nuntil: 2027-08-31"],
    },
    file: coupon,
    line: 7,
    message: "valid until 2027-08-31, and the page goes on until 2027-09-30",
  },
  {
    rule: "reading-ease",
    bad: { [coupon]: ["Un buono per chi viene la prima volta.", hard] },
    good: { [coupon]: ["Un buono per chi viene la prima volta.", easy] },
    file: coupon,
    line: 11,
    message: "(Gulpease)",
  },
  {
    rule: "placeholder-text",
    bad: { [coupon]: ["prima volta.", "prima volta. Lorem ipsum dolor."] },
    good: { [coupon]: ["prima volta.", "prima volta. Todo es posible."] },
    file: coupon,
    line: textAt.coupon,
    message: '"Lorem ipsum" was left',
  },
  {
    rule: "submit-generic",
    bad: { [form]: ["submit: Mandami la guida", "submit: Invia"] },
    good: { [form]: ["submit: Mandami la guida", "submit: Invia la guida alla mia e-mail"] },
    file: form,
    line: 7,
    message: '"Invia" says nothing',
  },
  {
    rule: "broken-link",
    bad: { [coupon]: ["prima volta.", "prima volta, [la guida](/gvida/)."] },
    good: { [coupon]: ["prima volta.", "prima volta, [la guida](/guida/?utm_source=x#form)."] },
    file: coupon,
    line: textAt.coupon,
    message: "There is no page /gvida/. Did you mean /guida/?",
  },
  {
    rule: "http-link",
    bad: { [coupon]: ["prima volta.", "prima volta, [dice il giornale](http://giornale.example/)."] },
    good: { [coupon]: ["prima volta.", "prima volta, [dice il giornale](https://giornale.example/)."] },
    file: coupon,
    line: textAt.coupon,
    message: "not encrypted",
  },
  {
    rule: "two-goals",
    bad: {
      [coupon]: [
        "prima volta.",
        "prima volta. [La guida](/guida/) e [il negozio](https://altrove.example/).",
      ],
    },
    good: { [coupon]: ["prima volta.", "prima volta. [La guida](/guida/) e [il modulo](#form)."] },
    file: coupon,
    line: textAt.coupon,
    message: "2 links lead away",
  },
  {
    rule: "form-length",
    bad: {
      [form]: [
        "  - { name: nome, type: given-name, label: Come ti chiami }",
        ["given-name", "family-name", "phone", "company"]
          .map((type) => `  - { name: ${type}, type: ${type}, required: true }`)
          .join("\n"),
      ],
    },
    good: {
      [form]: [
        "  - { name: nome, type: given-name, label: Come ti chiami }",
        ["given-name", "family-name", "phone", "company"]
          .map((type) => `  - { name: ${type}, type: ${type} }`)
          .join("\n"),
      ],
    },
    file: guide,
    line: 9,
    message: "demands 5 answers; for awareness 3",
  },
];
