import * as z from "zod";
import { lineSchema, nameSchema, pictureSchema } from "../../content/schema/primitives.ts";

/** A box beside the way: the text inside is worth a second look. */
export const calloutSchema = z.strictObject({
  /** Whether it notes, advises or warns. Default: note. */
  tone: z.enum(["note", "tip", "warning"]).optional(),
  /** The words at its head. Default: Nota, Consiglio, Attenzione. */
  title: lineSchema.max(80).optional(),
});
export type Callout = z.output<typeof calloutSchema>;

/** A sentence set large; the text inside is the sentence. */
export const pullQuoteSchema = z.strictObject({
  /** Whose words they are, where they are another's. */
  by: lineSchema.max(80).optional(),
});
export type PullQuote = z.output<typeof pullQuoteSchema>;

/** A picture with a line under it; in a book it has a number, and may be referred to. */
export const pictureBlockSchema = z.strictObject({
  ...pictureSchema.shape,
  /** The line under the picture. */
  caption: lineSchema.max(300).optional(),
  /** What a link to the picture names: `[](#imbuto)`. */
  id: nameSchema.optional(),
  /** Whether it is as wide as the text, or half of it. Default: full. */
  width: z.enum(["full", "half"]).optional(),
});
export type PictureBlock = z.output<typeof pictureBlockSchema>;

/** A table with a caption: inside stands a Markdown table. In a book it has a number, and may be referred to. */
export const tableSchema = z.strictObject({
  /** What the table shows; people who hear the page hear it first. */
  caption: lineSchema.max(300),
  /** What a link to the table names: `[](#prezzi)`. */
  id: nameSchema.optional(),
});
export type Table = z.output<typeof tableSchema>;
