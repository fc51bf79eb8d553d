import type { epubIt } from "./it-epub.ts";

/** Words of a book as EPUB, and of its first pages as an article. */
export const epubEn: typeof epubIt = {
  chapter: "chapter {number}",
  picture: "figure {number}",
  table: "table {number}",
  here: "here",
  cover: "Cover",
  coverAlt: "Cover of “{title}”",
  titlePage: "Title page",
  contents: "Contents",
  begin: "Start of the text",
  colophon: "Colophon",
  notes: "Notes",
  note: "Note {number}",
  back: "Back to the text, note {number}",
  tones: { note: "Note", tip: "Tip", warning: "Mind" },
  source: "Source: {source}",
  before: "before {price}",
  publisher: "Published by {name}",
  revised: "Edition of {day}",
  typeset: "Set in {faces}.",
  accessibility:
    "The text can be enlarged and fits every screen; headings, lists, tables and notes are marked as such, there are contents, and the pictures are described. Nothing flashes, nothing sounds.",
  sample: {
    file: "sample",
    read: "Read the first {count} pages (PDF)",
    intro: "The first {count} pages of “{title}”, as they stand in the book.",
    page: "to read",
    ends: "The sample ends here",
    found: "The rest is in {title}. Ask for it here:",
    whole: "The rest is in the book",
    download: "The same pages as PDF",
  },
};
