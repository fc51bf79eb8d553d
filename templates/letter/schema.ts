import * as z from "zod";
import { landingShape } from "../../content/schema/landing.ts";
import { daySchema, lineSchema, pictureSchema, proseSchema } from "../../content/schema/primitives.ts";

/** A landing like a letter: one column, notes in the margin, a signature, a P.S., and the offer enclosed, twice. */
export const letterSchema = landingShape.extend({
  /** How the landing looks. */
  template: z.literal("letter"),
  /** The day in the letter's head and on its postmark. */
  date: daySchema.optional(),
  /** The words that open the letter, such as "Cara vicina, caro vicino,". */
  salutation: lineSchema.max(80).optional(),
  /** What the enclosed card offers; it lies at the head of the letter and again around the form. */
  offer: z
    .strictObject({
      /** What it is called. */
      title: lineSchema.max(80),
      /** What is in it, one short line each. */
      lines: z.array(lineSchema.max(120)).max(5).default([]),
      /** What it costs, as you would say it. */
      price: lineSchema.max(80).optional(),
    })
    .optional(),
  /** Who signs the letter. */
  signature: z
    .strictObject({
      /** The name under the letter. */
      name: lineSchema.max(80),
      /** What this person does, in a few words. */
      role: lineSchema.max(80).optional(),
      /** The name as the hand writes it; an SVG takes the colour of the ink. */
      picture: pictureSchema.optional(),
    })
    .optional(),
  /** What comes after the signature; most people read it first. */
  postscript: proseSchema.max(600).optional(),
});
export type LetterLanding = z.output<typeof letterSchema>;
