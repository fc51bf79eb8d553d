import * as z from "zod";
import { daySchema, hrefSchema, lineSchema, pictureSchema } from "../../content/schema/primitives.ts";

/** What a customer said, in the customer's words: the text inside. */
export const testimonialSchema = z.strictObject({
  /** Who said it. */
  name: lineSchema.max(80),
  /** What that person does, or where from. */
  role: lineSchema.max(80).optional(),
  /** A picture of that person, square. */
  portrait: pictureSchema.optional(),
  /** Where it was said: a review site, a letter, at the counter. */
  source: lineSchema.max(80).optional(),
  /** Where it can be read in full. */
  href: hrefSchema.optional(),
  /** The day on which it was said. */
  date: daySchema.optional(),
});
export type Testimonial = z.output<typeof testimonialSchema>;

/** One number that tells something; the text inside says what it counts. */
export const figureSchema = z.strictObject({
  /** The number, as it is to be read: 19, 8 €, 97%. */
  value: lineSchema.max(12),
  /** Where the number comes from. */
  source: lineSchema.max(120).optional(),
  /** The page where it can be checked. */
  href: hrefSchema.optional(),
});
export type Figure = z.output<typeof figureSchema>;

/** Signs of people who trust the business, or of where it was spoken of. */
export const logosSchema = z.strictObject({
  /** What these have in common: they buy here, they wrote of us. */
  label: lineSchema.max(80),
  /** The signs, best as SVG on nothing. */
  logos: z
    .array(
      z.strictObject({
        ...pictureSchema.shape,
        /** Where a press leads. */
        href: hrefSchema.optional(),
      }),
    )
    .min(2)
    .max(12),
});
export type Logos = z.output<typeof logosSchema>;
