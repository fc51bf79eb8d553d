import { bookContent } from "../fixtures/content/book.ts";
import { pdfOf } from "../fixtures/content/files.ts";
import { book, type RuleCase } from "./check-case.ts";
import { changed } from "./mistaken.ts";

const pdf = "content/magnets/guida/guida.pdf";
const chapter = "content/magnets/manuale/02-modulo.mdx";

/** A book in chapters, all of its files, with `change` made to its first chapter. */
function chapters(change: [string, string]): Record<string, string | Uint8Array> {
  const all = changed({ [chapter]: change }, bookContent);
  return Object.fromEntries(Object.entries(all).filter(([file]) => file.includes("/manuale/")));
}

/** For each rule about the files that magnets give away, content that breaks it and content that comes near. */
export const magnetCases: readonly RuleCase[] = [
  {
    rule: "magnet-pages",
    bad: { [pdf]: pdfOf(14) },
    good: { [book]: ["pages: 12\n", ""], [pdf]: pdfOf(14) },
    file: book,
    line: 5,
    message: "The magnet says 12 pages; its PDF has 14.",
  },
  {
    rule: "magnet-file-language",
    bad: { [pdf]: pdfOf(12, { language: "en-US" }) },
    good: { [pdf]: pdfOf(12, { language: "it-IT" }) },
    file: book,
    line: 6,
    message: 'The magnet says "it"; its file says "en-US".',
  },
  {
    rule: "magnet-dead-link",
    bad: { [pdf]: pdfOf(12, { href: "https://prova.example/guide/" }) },
    good: { [pdf]: pdfOf(12, { href: "https://prova.example/guida/?utm_source=libro" }) },
    file: book,
    line: 8,
    message: "The PDF links to https://prova.example/guide/, and there is no such page.",
  },
  {
    rule: "magnet-size",
    bad: { [pdf]: pdfOf(12, { filling: 27_000_000 }) },
    good: { [pdf]: pdfOf(12, { filling: 19_000_000 }) },
    file: book,
    line: 8,
    message: "The file has 27 MB; it goes to the bucket, for it is above 25 MiB.",
  },
  {
    rule: "print-resolution",
    bad: chapters(['width="half"', 'width="full"']),
    good: chapters(['width="half"', 'width="half"']),
    file: chapter,
    line: 13,
    message: "imbuto.png comes out at 97 dots to an inch.",
  },
];
