import { bookContent } from "../fixtures/content/book.ts";
import { pdfOf } from "../fixtures/content/files.ts";
import { describeMistakes } from "./mistaken.ts";

const index = "content/magnets/manuale/index.mdx";
const preface = "content/magnets/manuale/01-prefazione.mdx";
const first = "content/magnets/manuale/02-modulo.mdx";
const second = "content/magnets/manuale/03-prezzi.mdx";
const coupon = "content/magnets/buono/index.mdx";
const guide = "content/magnets/guida/index.mdx";

/** A change to the first chapter, and what must be said about it. */
function inChapter(name: string, edit: [string, string], line: number, message: string, cure: string) {
  return { name, change: { [first]: edit }, file: first, line, key: "", message, cure };
}

describeMistakes(
  "in a book's chapters",
  [
    inChapter(
      "an unknown block",
      ["> Chi chiede", "<Riquadro />\n\n> Chi chiede"],
      28,
      "There is no block <Riquadro>.",
      "Blocks there are:",
    ),
    inChapter(
      "a misspelt block",
      ["<Picture", "<Pictur"],
      13,
      "There is no block <Pictur>.",
      "Did you mean <Picture>?",
    ),
    inChapter(
      "a block that means nothing in print",
      ["> Chi chiede", "<Share />\n\n> Chi chiede"],
      28,
      "<Share> has no place in a book.",
      "Write a paragraph with a link.",
    ),
    inChapter(
      "HTML in Markdown",
      ["> Chi chiede", "<div>Una scatola</div>\n\n> Chi chiede"],
      28,
      "A book takes Markdown and blocks, no HTML: <div>.",
      "Write it in Markdown.",
    ),
    {
      name: "a missing picture",
      change: { "content/magnets/manuale/imbuto.png": null },
      file: first,
      line: 13,
      key: "",
      message: "There is no file content/magnets/manuale/imbuto.png.",
      cure: "Put the file into content/magnets/manuale.",
    },
    inChapter(
      "a sum in braces",
      ["Il modulo è breve", "Il modulo ha {2 + 1} campi"],
      7,
      "An expression in braces means nothing here.",
      "Write it as plain text.",
    ),
    inChapter(
      "a heading that skips a level",
      ["### Un esempio", "#### Un esempio"],
      22,
      "A heading of level 4 follows one of level 2: a level is skipped.",
      "Begin it with ###, or put a heading with ### before it.",
    ),
    inChapter(
      "a heading as high as the chapter's title",
      ["### Un esempio", "# Un esempio"],
      22,
      "This heading is as high as the chapter's title.",
      "Begin it with ##",
    ),
    inChapter(
      "a reference to nothing",
      ["[](#imbuto)", "[](#imbutto)"],
      7,
      'Nothing in this chapter is called "imbutto".',
      'Did you mean "#imbuto"?',
    ),
    inChapter(
      "a reference to a chapter that is not there",
      ["./03-prezzi.mdx", "./03-prezi.mdx"],
      7,
      'There is no chapter "03-prezi".',
      'Did you mean "./03-prezzi.mdx"?',
    ),
    {
      name: "a reference to nothing in another chapter",
      change: { [second]: ["#un-campo-alla-volta", "#un-campo"] },
      file: second,
      line: 21,
      key: "",
      message: 'Nothing in the chapter "02-modulo" is called "un-campo".',
      cure: "Ids there are: imbuto, un-campo-alla-volta, un-esempio.",
    },
    {
      name: "a link to a page that is not there",
      change: { [second]: ["(/manuale/)", "(/manuali/)"] },
      file: second,
      line: 5,
      key: "",
      message: "There is no page /manuali/.",
      cure: 'Did you mean "/manuale/"?',
    },
    inChapter(
      "a footnote without its text",
      ["[^1]: Tre campi, di solito.", ""],
      7,
      "The footnote [^1] has no text.",
      "[^1]: The note's text.",
    ),
    inChapter(
      "a footnote that nothing refers to",
      ["breve.[^1]", "breve."],
      9,
      "Nothing refers to the footnote [^1].",
      "Put [^1] where it belongs, or delete it.",
    ),
    inChapter(
      "a picture in the middle of a line",
      ["Prima il nome.", "Prima ![Un imbuto](./imbuto.png) il nome."],
      15,
      "A picture stands in the middle of a line.",
      "Put it on a line of its own.",
    ),
    inChapter(
      "an id that stands there twice",
      ["1. Prima", '<Picture src="./imbuto.png" alt="Un imbuto" id="imbuto" />\n\n1. Prima'],
      15,
      'The id "imbuto" stands in line 13 already.',
      "Give one of the two another id",
    ),
    inChapter(
      "a link that no reader can follow",
      ["(./03-prezzi.mdx)", "(altrove/pagina)"],
      7,
      'A reader of the book cannot follow the link to "altrove/pagina".',
      "Link to https://…",
    ),
    {
      name: "a key that chapters do not have",
      change: { [first]: ["short:", "shrt:"] },
      file: first,
      line: 3,
      key: "shrt",
      message: 'There is no key "shrt"',
      cure: 'Did you mean "short"?',
    },
    {
      name: "a chapter without a title",
      change: { [preface]: ["title: Prefazione\n", ""] },
      file: preface,
      line: 1,
      key: "title",
      message: 'The key "title" is missing.',
      cure: "Add",
    },
  ],
  bookContent,
);

describeMistakes(
  "in a book's files",
  [
    {
      name: "a chapter whose name has no number",
      change: { "content/magnets/manuale/fine.mdx": "---\ntitle: Fine\n---\n" },
      file: "content/magnets/manuale/fine.mdx",
      key: "",
      message: "This file is not read: a chapter's name begins with two figures.",
      cure: "Call it NN-name.mdx",
    },
    {
      name: "a chapter in a folder below the book's",
      change: { "content/magnets/manuale/bozze/04-fine.mdx": "---\ntitle: Fine\n---\n" },
      file: "content/magnets/manuale/bozze/04-fine.mdx",
      key: "",
      message: "This chapter is not read: there is no index.mdx beside it.",
      cure: "Move it beside the index.mdx of its book, or delete it.",
    },
    {
      name: "chapters and a ready file",
      change: {
        "content/magnets/manuale/manuale.pdf": pdfOf(3),
        [index]: ["language: it", "language: it\npdf: ./manuale.pdf"],
      },
      file: index,
      line: 8,
      key: "pdf",
      message: "This book has chapters and a ready file.",
      cure: "Delete the key, for the book is made from the chapters beside this file; or delete those.",
    },
    {
      name: "a number of pages, where they are counted",
      change: { [index]: ["language: it", "language: it\npages: 12"] },
      file: index,
      line: 8,
      key: "pages",
      message: "This book is made from chapters.",
      cure: "Delete the key",
    },
    {
      name: "chapters beside a coupon",
      change: { "content/magnets/buono/01-inizio.mdx": "---\ntitle: Inizio\n---\n\nCiao.\n" },
      file: coupon,
      line: 2,
      key: "kind",
      message: "Chapters stand beside a magnet of kind coupon.",
      cure: "Set kind: ebook, or take the chapters away.",
    },
    {
      name: "a sample of a book that no landing gives",
      change: { "content/landings/manuale/index.mdx": null, [second]: ["(/manuale/)", "(/guida/)"] },
      file: index,
      line: 9,
      key: "sample",
      message: "No landing gives this book away: its sample would lead nowhere.",
      cure: "Write magnet: manuale into a landing, or delete the key.",
    },
    {
      name: "a sample of all pages",
      change: { [index]: ["pages: 9", "pages: 10"] },
      file: index,
      line: 9,
      key: "sample.pages",
      message: "The book has 10 pages: this is no sample but the whole of it.",
      cure: "Give fewer pages than 10, or delete the key.",
    },
    {
      name: "a sample in which no section is whole",
      change: { [index]: ["pages: 9", "pages: 5"] },
      file: index,
      line: 9,
      key: "sample.pages",
      message: "No whole section stands on the first 5 pages: an article would be empty.",
      cure: "Give more pages, or set article: false.",
    },
    {
      name: "an article of a book without its day",
      change: { [index]: ["date: 2026-11-20\n", ""] },
      file: index,
      line: 8,
      key: "sample",
      message: "An article tells its day, and this book tells none.",
      cure: "Write the book's date, or set article: false.",
    },
    {
      name: "an e-book with nothing to read",
      change: { [guide]: ["pdf: ./guida.pdf\n", ""] },
      file: guide,
      line: 2,
      key: "kind",
      message: "There is nothing to read in this e-book.",
      cure: "Write chapters beside this file, as in 01-inizio.mdx",
    },
    {
      name: "a design for a book that lies ready",
      change: { [guide]: ["pdf:", "design: modern\npdf:"] },
      file: guide,
      line: 5,
      key: "design",
      message: "This key is for books made from chapters; this one lies ready.",
      cure: "Delete the key",
    },
  ],
  bookContent,
);
