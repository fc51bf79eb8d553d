import * as z from "zod";
import { besideSchema, daySchema, durationSchema, lineSchema, proseSchema } from "./primitives.ts";

/** What may be won, how many of it, and what one is worth. */
export const prizeSchema = z.strictObject({
  /** What the prize is. */
  prize: lineSchema,
  /** How many of it there are. */
  count: z.number().int().min(1).default(1),
  /** What one of it is worth on the market, in euro. */
  value: z.number().positive(),
});
export type Prize = z.output<typeof prizeSchema>;

/** A contest or a promotion with prizes, with what DPR 430/2001 wants people to be told. */
export const drawSchema = z
  .strictObject({
    /** What the promotion is called in its rules. */
    name: lineSchema,
    /** `concorso`: chance, speed or skill decides who wins; `operazione`: everybody who qualifies gets the gift. */
    kind: z.enum(["concorso", "operazione"]).default("concorso"),
    /** The business that promotes it, with its seat. Default: the site's owner. */
    promoter: lineSchema.optional(),
    /** The first day on which people may take part. */
    from: daySchema,
    /** The last day on which people may take part. */
    until: daySchema,
    /** Where it is held, such as the territory of Italy. */
    territory: lineSchema,
    /** Who may take part. */
    participants: lineSchema,
    /** What one does to take part, and how winners are found. */
    how: proseSchema.max(1500),
    /** What may be won. */
    prizes: z.array(prizeSchema).min(1).max(30),
    /** When and where winners are found, and before whom; a contest needs it. */
    drawn: z
      .strictObject({
        /** The day by which winners are found. */
        by: daySchema,
        /** The place. */
        place: lineSchema,
        /** Who oversees it: a notary, or the consumers' official of the chamber of commerce. */
        overseer: z.enum(["notary", "chamber"]),
      })
      .optional(),
    /** How long after the end the prizes reach the winners. */
    delivery: durationSchema.prefault("180 days"),
    /** The charity (ONLUS) that receives prizes nobody claimed or won. */
    charity: lineSchema.optional(),
    /** The full rules: a PDF beside the landing, or an address that starts with https://. */
    rules: z.union([
      besideSchema.regex(/\.pdf$/i, "This must be a .pdf file."),
      z.url({ protocol: /^https$/, error: "Name a PDF beside the landing, or an address with https://." }),
    ]),
    /** How the guarantee (cauzione) was given: a deposit, or a bank's or an insurer's surety. */
    guarantee: lineSchema.optional(),
    /** The day on which the ministry was told through PREMA. */
    notified: daySchema.optional(),
  })
  .refine((draw) => draw.from <= draw.until, { path: ["until"], error: '"until" is before "from".' });
export type Draw = z.output<typeof drawSchema>;

/** What all prizes of `draw` are worth together, in euro. */
export function worthOf(draw: Draw): number {
  return draw.prizes.reduce((sum, { count, value }) => sum + count * value, 0);
}
