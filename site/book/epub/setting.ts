import type { epubTexts } from "../outside.ts";
import type { Block, Picture, Target } from "../tree.ts";
import type { Numbers } from "./numbers.ts";

/** What the markup of one chapter needs to know of the place it will stand in: a file of an EPUB, or a page of the site. */
export interface Setting {
  words: ReturnType<typeof epubTexts>;
  numbers: Numbers;
  /** The notes met so far, in their order. */
  notes: (readonly Block[])[];
  /** The address that stands for `href`. */
  link(href: string): string;
  /** Where a reference leads; null when that is not there to be read. */
  place(target: Target): string | null;
  /** The address of a picture, and its size in pixels where that is known. */
  picture(picture: Picture): { src: string; width?: number; height?: number };
  /** The attribute that tells readers of EPUB what a thing is; nothing on a page. */
  means(type: string): string;
}
