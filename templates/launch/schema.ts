import * as z from "zod";
import { landingShape } from "../../content/schema/landing.ts";
import { daySchema, lineSchema } from "../../content/schema/primitives.ts";

/** A landing like a sunrise: one sentence in the sky, one field on the ground, and the day on the horizon between. */
export const launchSchema = landingShape.extend({
  /** How the landing looks. */
  template: z.literal("launch"),
  /** The day on which it opens, as the horizon says it; leave it out where there is none. */
  opens: daySchema.optional(),
  /** What stands on the horizon beside the day, such as the place. */
  place: lineSchema.max(60).optional(),
});
export type LaunchLanding = z.output<typeof launchSchema>;
