import * as z from "zod";
import { landingShape } from "../../content/schema/landing.ts";
import { lineSchema, pictureSchema } from "../../content/schema/primitives.ts";

/** A landing like a craftsman's card: a picture on one side, a number to call, the form as a clean sheet. */
export const quoteSchema = landingShape.extend({
  /** How the landing looks. */
  template: z.literal("quote"),
  /** The number to call, with its country, in quotes. Default: the first shop's, else the owner's. */
  phone: z
    .string()
    .regex(/^\+[0-9][0-9 ]{5,18}$/, "Write the number with its country, as in +39 051 555 0142, in quotes.")
    .optional(),
  /** Who picks up and when to call, in a line. */
  answeredBy: lineSchema.max(80).optional(),
  /** Opening hours in plain words. Default: the first shop's. */
  hours: lineSchema.optional(),
  /** Up to three reasons to trust the business. */
  proofs: z
    .array(
      z.strictObject({
        /** A figure or a few words, set large. */
        figure: lineSchema.max(16),
        /** What the figure means, in a sentence. */
        text: lineSchema,
      }),
    )
    .max(3)
    .default([]),
  /** A drawn map of the place, best as an SVG. */
  map: pictureSchema.optional(),
  /** How to get there, in a sentence. */
  directions: lineSchema.optional(),
});
export type QuoteLanding = z.output<typeof quoteSchema>;
