import type { Locale } from "../../content/schema/primitives.ts";
import type { Theme } from "../../content/schema/theme.ts";

/** Where a part of a book stands in its author's files. */
export interface Place {
  /** The file, from the project's root. */
  file: string;
  line: number;
}

/** A picture beside a chapter, by its path from the project's root. */
export interface Picture {
  file: string;
  alt: string;
}

/** A book, read and found without a mistake: all that its PDF and its EPUB are made from. */
export interface Book {
  /** The magnet's name. */
  name: string;
  locale: Locale;
  title: string;
  subtitle?: string;
  summary?: string;
  authors: readonly string[];
  /** Who publishes it: the site. */
  publisher: { name: string; url: string; logo?: string };
  /** The author's picture; without one, the cover is drawn from title, authors and theme. */
  cover?: Picture;
  colophon: readonly string[];
  /** The day it was last looked over, YYYY-MM-DD: dates in the files are this one, so that the same source gives the same bytes. */
  date?: string;
  size: "A5" | "A4" | "screen";
  design: "classic" | "modern";
  theme: Theme;
  chapters: readonly Chapter[];
}

export interface Chapter {
  /** The file's name without its ending: `02-modulo`. */
  name: string;
  file: string;
  title: string;
  /** The title in running heads and where there is little room. */
  short: string;
  /** The part of the book that begins with this chapter. */
  part?: string;
  /** 1, 2, 3 …; null for a preface or an appendix. */
  number: number | null;
  blocks: readonly Block[];
}

/** What stands on lines of its own. */
export type Block = { at: Place } & (
  | { kind: "paragraph"; inlines: readonly Inline[] }
  /** Level 2 to 4, for the chapter's title is level 1. */
  | { kind: "heading"; level: 2 | 3 | 4; id: string; inlines: readonly Inline[] }
  | { kind: "list"; ordered: boolean; start: number; items: readonly (readonly Block[])[] }
  | { kind: "quote"; blocks: readonly Block[] }
  | { kind: "code"; language: string | null; text: string }
  | { kind: "rule" }
  | ({ kind: "table" } & Table)
  | ({ kind: "picture"; width: "full" | "half" } & Picture & Numbered)
  | { kind: "callout"; tone: "note" | "tip" | "warning"; title?: string; blocks: readonly Block[] }
  | { kind: "pullquote"; inlines: readonly Inline[]; by?: string }
  | { kind: "steps"; steps: readonly Titled[] }
  | { kind: "benefits"; benefits: readonly Titled[] }
  | { kind: "faq"; questions: readonly Titled[] }
  | {
      kind: "figures";
      figures: readonly { value: string; source?: string; href?: string; blocks: readonly Block[] }[];
    }
  | { kind: "testimonial"; name: string; role?: string; source?: string; blocks: readonly Block[] }
  | {
      kind: "price";
      name: string;
      price: string;
      before?: string;
      includes: readonly string[];
      note?: string;
      blocks: readonly Block[];
    }
);

/** A heading of a few words with text under it. */
export interface Titled {
  title: string;
  blocks: readonly Block[];
}

/** What has a number and a caption, and may be referred to. */
interface Numbered {
  /** What a reference names; without one nothing refers to it. */
  id?: string;
  caption?: readonly Inline[];
}

export interface Table extends Numbered {
  align: readonly ("left" | "right" | "center")[];
  header: readonly (readonly Inline[])[];
  rows: readonly (readonly (readonly Inline[])[])[];
}

/** What stands in a line of text. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "emphasis"; inlines: readonly Inline[] }
  | { kind: "code"; text: string }
  | { kind: "break" }
  | { kind: "link"; href: string; inlines: readonly Inline[] }
  | { kind: "footnote"; blocks: readonly Block[] }
  /** To a chapter, a heading, a picture or a table; without inlines it says what that is: "figura 3", "capitolo 2". */
  | { kind: "reference"; target: Target; inlines: readonly Inline[] };

/** Where a reference leads: to a chapter by its name, and to what is called `id` in it. */
export interface Target {
  chapter: string;
  id?: string;
  is: "chapter" | "heading" | "picture" | "table";
}

/** A book in one of its forms. */
export interface MadeBook {
  pdf: Uint8Array;
  epub: Uint8Array;
  /** The front cover, as the pages show it. */
  cover: { bytes: Uint8Array; type: "image/webp"; width: number; height: number };
  pages: number;
}
