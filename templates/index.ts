import * as z from "zod";
import { withLandingRules } from "../content/schema/landing.ts";
import { couponSchema } from "./coupon/schema.ts";
import { ebookSchema } from "./ebook/schema.ts";
import { eventSchema } from "./event/schema.ts";
import { kioskSchema } from "./kiosk/schema.ts";
import { launchSchema } from "./launch/schema.ts";
import { letterSchema } from "./letter/schema.ts";
import { quoteSchema } from "./quote/schema.ts";

/** The names of all templates: the folders beside this file that hold a `Page.astro`. */
export const templateNames = ["coupon", "ebook", "event", "kiosk", "launch", "letter", "quote"] as const;

/** What the front matter of a landing may say, whatever its template. */
export const landingSchema = withLandingRules(
  z.discriminatedUnion("template", [
    couponSchema,
    ebookSchema,
    eventSchema,
    kioskSchema,
    launchSchema,
    letterSchema,
    quoteSchema,
  ]),
);

/** A landing as its author wrote it, accepted by its template's schema. */
export type TemplateLanding = z.output<typeof landingSchema>;
