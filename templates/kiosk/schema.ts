import * as z from "zod";
import { landingShape } from "../../content/schema/landing.ts";

/** A landing for a tablet at a stand or a till: full screen, one question at a time, works without a network. */
export const kioskSchema = landingShape.extend({
  /** How the landing looks. */
  template: z.literal("kiosk"),
  /** Where the visitor gets what is given away: by e-mail alone, for the next visitor sees the same screen. */
  delivery: z
    .literal("email", "The next visitor sees the same screen: what a kiosk gives away goes by e-mail.")
    .default("email"),
  /** Seconds without a touch after which it asks whether anybody is still there; 20 seconds later it starts anew. */
  pause: z.number().int().min(20).max(600).default(45),
});
export type KioskLanding = z.output<typeof kioskSchema>;
