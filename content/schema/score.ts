import * as z from "zod";
import { durationSchema } from "./primitives.ts";

const day = 86_400;

/** Points that something adds to a lead's score; below zero they take away. */
export const pointsSchema = z.number().int().min(-1000).max(1000);

/** Points for answers that are numbers: the first range that the answer lies in counts. */
export const rangesSchema = z
  .array(
    z
      .strictObject({
        /** The least answer that gets the points. Default: any. */
        from: z.number().optional(),
        /** The greatest answer that gets them. Default: any. */
        to: z.number().optional(),
        /** How many points. */
        points: pointsSchema,
      })
      .refine(({ from, to }) => from !== undefined || to !== undefined, {
        error: 'Say which answers get the points: write "from", "to" or both.',
      })
      .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
        path: ["to"],
        error: "to is below from.",
      }),
  )
  .min(1)
  .max(20);
export type Ranges = z.output<typeof rangesSchema>;

/** How leads are scored: who is worth a call today. */
export const scoreSchema = z.strictObject({
  /** Points for what people do; unlike those of answers they fade with time. */
  acts: z
    .strictObject({
      /** A form sent. */
      submit: pointsSchema.default(10),
      /** The address confirmed, by the button of a mail. */
      confirm: pointsSchema.default(20),
      /** A gift opened: a file, a video, a link; each gift counts once. */
      download: pointsSchema.default(10),
      /** A coupon redeemed at the till. */
      redeem: pointsSchema.default(40),
      /** A consent withdrawn. */
      withdraw: pointsSchema.default(-20),
    })
    .prefault({}),
  /** The time in which the points of an act fade to their half; at least 14 days. */
  halfLife: durationSchema
    .refine(
      (seconds) => seconds >= 14 * day,
      "Write at least 14 days: points that fade sooner tell of nobody.",
    )
    .prefault("30 days"),
  /** From this score on the desk calls a lead hot. */
  hot: z.number().int().min(1).max(100_000).default(60),
});
export type Score = z.output<typeof scoreSchema>;
