import * as z from "zod";
import { landingShape } from "../../content/schema/landing.ts";
import { lineSchema } from "../../content/schema/primitives.ts";
import { addressSchema } from "../../content/schema/site.ts";

const momentSchema = z.iso.datetime({
  local: true,
  precision: -1,
  error: "Write day and time as 2027-03-12T20:30.",
});

const occasionSchema = z
  .strictObject({
    /** When it begins, by the clocks of the place (the site's time zone). */
    start: momentSchema,
    /** When it ends, by the same clocks. */
    end: momentSchema.optional(),
    /** Where it happens. */
    place: z
      .strictObject({
        /** What people call the place. */
        name: lineSchema.max(80),
        /** Its postal address. */
        address: addressSchema,
      })
      .optional(),
    /** Whether it is on line: `true`, or the public address of the page to watch it on. */
    online: z
      .union([z.boolean(), z.url({ protocol: /^https$/, error: "Write the whole address, from https://." })])
      .default(false),
    /** What a seat costs; 0 is free. */
    price: z.number().min(0).max(100_000).optional(),
    /** The currency of the price, three capital letters. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "Use the three capital letters of the currency, such as EUR.")
      .default("EUR"),
    /** How many seats there are, all told; the page never counts them down. */
    seats: z.number().int().min(1).max(100_000).optional(),
  })
  .refine((event) => event.end === undefined || event.end > event.start, {
    path: ["end"],
    error: '"end" is not after "start".',
  })
  .refine((event) => event.place !== undefined || event.online !== false, {
    path: ["place"],
    error: 'Say where it is: a "place" with name and address, or "online: true".',
  });
export type Occasion = z.output<typeof occasionSchema>;

/** A landing like a poster: the date as large as it goes, the programme, the cast, a seat to take. */
export const eventSchema = landingShape.extend({
  /** How the landing looks. */
  template: z.literal("event"),
  /** What happens, when and where; the poster, the calendar file and search engines read it here. */
  event: occasionSchema,
  /** What happens in which order. */
  programme: z
    .array(
      z.strictObject({
        /** When it begins, as 20:30, in quotes. */
        time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day as "20:30", in quotes.'),
        /** What happens then. */
        title: lineSchema.max(120),
        /** More about it, in a sentence or two. */
        text: lineSchema.optional(),
      }),
    )
    .max(40)
    .default([]),
  /** Who speaks, plays or works there, as a cast list. */
  speakers: z
    .array(
      z.strictObject({
        /** The person's name. */
        name: lineSchema.max(80),
        /** What the person does that evening, or is. */
        role: lineSchema.max(80).optional(),
        /** Why to come for this person, in a sentence. */
        text: lineSchema.optional(),
      }),
    )
    .max(40)
    .default([]),
});
export type EventLanding = z.output<typeof eventSchema>;
