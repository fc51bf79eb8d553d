import type { Block, Book, Inline } from "../../site/book/tree.ts";

const at = { file: "content/magnets/prova/01-uno.mdx", line: 1 };

/** A line of plain text. */
function text(words: string): Inline[] {
  return [{ kind: "text", text: words }];
}

/** A paragraph of plain text. */
function paragraph(words: string): Block {
  return { at, kind: "paragraph", inlines: text(words) };
}

const picture = "content/landings/lievito-madre/pagina-6.webp";

const everything: Block[] = [
  paragraph("Łukasz Ćosić < & > «però»"),
  {
    at,
    kind: "paragraph",
    inlines: [
      { kind: "strong", inlines: text("forte") },
      { kind: "break" },
      { kind: "emphasis", inlines: text("piano") },
      { kind: "code", text: "a < b" },
      { kind: "link", href: "/guida/?a=1&b=2", inlines: text("la pagina") },
      { kind: "footnote", blocks: [paragraph("Una nota a piè di pagina."), paragraph("Con un seguito.")] },
      { kind: "reference", target: { chapter: "01-uno", id: "imbuto", is: "picture" }, inlines: [] },
      { kind: "reference", target: { chapter: "02-due", is: "chapter" }, inlines: [] },
      {
        kind: "reference",
        target: { chapter: "02-due", id: "prezzi", is: "table" },
        inlines: text("i prezzi"),
      },
    ],
  },
  { at, kind: "heading", level: 2, id: "3-errori", inlines: text("3 errori") },
  {
    at,
    kind: "list",
    ordered: true,
    start: 3,
    items: [[paragraph("uno")], [paragraph("due"), paragraph("ancora")]],
  },
  { at, kind: "quote", blocks: [paragraph("Citazione.")] },
  { at, kind: "code", language: "html", text: '<input autocomplete="email">\n' },
  { at, kind: "rule" },
  {
    at,
    kind: "picture",
    file: picture,
    alt: "Una pagina",
    width: "half",
    id: "imbuto",
    caption: text("L’imbuto"),
  },
  { at, kind: "callout", tone: "tip", blocks: [paragraph("Un consiglio.")] },
  { at, kind: "callout", tone: "warning", title: "Piano", blocks: [paragraph("Un avviso.")] },
  { at, kind: "callout", tone: "note", blocks: [paragraph("Una nota.")] },
  { at, kind: "pullquote", inlines: text("Chiedi una cosa sola."), by: "Marta" },
  { at, kind: "steps", steps: [{ title: "Apri", blocks: [paragraph("Così.")] }] },
  { at, kind: "benefits", benefits: [{ title: "Meno fretta", blocks: [paragraph("Davvero.")] }] },
];

const second: Block[] = [
  {
    at,
    kind: "table",
    id: "prezzi",
    caption: text("I prezzi"),
    align: ["left", "right"],
    header: [[], text("Euro")],
    rows: [[text("Pane"), text("4,50")]],
  },
  { at, kind: "faq", questions: [{ title: "Quanto costa?", blocks: [paragraph("Poco.")] }] },
  {
    at,
    kind: "figures",
    figures: [{ value: "19", source: "Registro", href: "https://example.com/", blocks: [paragraph("anni")] }],
  },
  {
    at,
    kind: "testimonial",
    name: "Anna",
    role: "cliente",
    source: "lettera",
    blocks: [paragraph("Buono.")],
  },
  {
    at,
    kind: "price",
    name: "Pagnotta",
    price: "8 €",
    before: "9 €",
    includes: ["farina", "sale"],
    note: "IVA inclusa",
    blocks: [paragraph("Al chilo.")],
  },
];

/** A small book in which everything stands that a book may hold. */
export function sampleBook(change: Partial<Book> = {}): Book {
  return {
    name: "prova",
    locale: "it",
    title: "Il libro di prova",
    subtitle: "Con tutto dentro",
    summary: "Una prova.",
    authors: ["Marta Zanotti", "Łukasz Ćosić"],
    publisher: { name: "Forno Aurelia", url: "https://fornoaurelia.example" },
    colophon: ["Composto in casa."],
    date: "2026-11-20",
    size: "A5",
    design: "classic",
    theme: { primary: "#c2371c", radius: 8, type: "template", font: "system" },
    chapters: [
      {
        name: "00-prefazione",
        file: at.file,
        title: "Prefazione",
        short: "Prefazione",
        number: null,
        blocks: [paragraph("Ciao.")],
      },
      {
        name: "01-uno",
        file: at.file,
        title: "Uno & mezzo",
        short: "Uno",
        part: "Parte prima",
        number: 1,
        blocks: everything,
      },
      { name: "02-due", file: at.file, title: "Due", short: "Due", number: 2, blocks: second },
      {
        name: "03-glossario",
        file: at.file,
        title: "Glossario",
        short: "Glossario",
        number: null,
        blocks: [paragraph("Fine.")],
      },
    ],
    ...change,
  };
}
