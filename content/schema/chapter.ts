import * as z from "zod";
import { lineSchema } from "./primitives.ts";

/** One chapter of a book: a file `NN-<name>.mdx` beside the book's `index.mdx`; they stand in the order of their names. */
export const chapterSchema = z.strictObject({
  /** The chapter's title. */
  title: lineSchema.max(120),
  /** The title where there is little room: above the pages. Default: the title. */
  short: lineSchema.max(48).optional(),
  /** The part of the book that begins here. */
  part: lineSchema.max(80).optional(),
  /** Whether the chapter has a number; a preface and an appendix have none. */
  numbered: z.boolean().default(true),
});
export type ChapterMatter = z.output<typeof chapterSchema>;
