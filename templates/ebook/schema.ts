import * as z from "zod";
import { landingShape } from "../../content/schema/landing.ts";
import { lineSchema, pictureSchema, proseSchema } from "../../content/schema/primitives.ts";

/** A landing like a bookshop's window: the book, a look inside, its contents, who wrote it. */
export const ebookSchema = landingShape.extend({
  /** How the landing looks. */
  template: z.literal("ebook"),
  /** How many pages the book has, told beside the button. Default: what the magnet says. */
  pages: z.number().int().min(1).max(5000).optional(),
  /** Up to four short facts about the book, one line each. */
  facts: z.array(lineSchema.max(80)).max(4).default([]),
  /** One or two pages of the book to leaf through, as pictures. */
  inside: z.array(pictureSchema).max(2).default([]),
  /** The book's contents, set as a printed index. */
  contents: z
    .array(
      z.strictObject({
        /** The chapter's title. */
        title: lineSchema.max(120),
        /** The page it begins on. */
        page: z.number().int().min(1).optional(),
      }),
    )
    .max(40)
    .default([]),
  /** Who wrote the book. */
  author: z
    .strictObject({
      /** The author's name. */
      name: lineSchema.max(80),
      /** What the author does, in a few words. */
      role: lineSchema.max(80).optional(),
      /** The author's picture, square. */
      portrait: pictureSchema.optional(),
      /** Why to believe the author, in two or three sentences. */
      text: proseSchema.max(600).optional(),
    })
    .optional(),
});
export type EbookLanding = z.output<typeof ebookSchema>;
