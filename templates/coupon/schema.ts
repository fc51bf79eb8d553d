import * as z from "zod";
import { landingShape } from "../../content/schema/landing.ts";

/** A landing like a ticket in the hand: the figure, the validity as a stamp, the form on the stub. */
export const couponSchema = landingShape.extend({
  /** How the landing looks. */
  template: z.literal("coupon"),
});
export type CouponLanding = z.output<typeof couponSchema>;
