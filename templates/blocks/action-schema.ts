import * as z from "zod";
import { paramNameSchema, paramWordSchema } from "../../content/schema/params.ts";
import { hrefSchema, lineSchema } from "../../content/schema/primitives.ts";

/** A button that asks the visitor to act; the text inside stands above it. */
export const ctaSchema = z.strictObject({
  /** The words on the button. Default: those of the form's own button. */
  label: lineSchema.max(60).optional(),
  /** Where it leads. Default: the form. */
  href: hrefSchema.optional(),
});
export type Cta = z.output<typeof ctaSchema>;

/** A bar at the foot of the window while the visitor reads; it makes way for the form. */
export const stickyBarSchema = z.strictObject({
  /** The offer, in a few words. */
  text: lineSchema.max(60),
  /** The words on the button. Default: those of the form's own button. */
  label: lineSchema.max(40).optional(),
});
export type StickyBar = z.output<typeof stickyBarSchema>;

/** The time that is left until a true end. */
export const countdownSchema = z.strictObject({
  /** The end: a day (its last minute counts) or a day and a time. Default: the landing's own "until". */
  until: z
    .string()
    .regex(
      /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$/,
      "Write a day, 2027-06-30, or a day and a time, 2027-06-30T18:00.",
    )
    .optional(),
  /** What ends then: Le iscrizioni si chiudono. */
  label: lineSchema.max(80).optional(),
});
export type Countdown = z.output<typeof countdownSchema>;

/** A word that the page's address may change, to one of a list. */
export const paramSchema = z.strictObject({
  /** The name of the query parameter, as in ?citta=Roma. */
  name: paramNameSchema,
  /** What stands there when the address names nothing from the list. */
  default: paramWordSchema.shape.default.optional(),
  /** What the address may name; anything else is ignored. */
  options: paramWordSchema.shape.options.optional(),
});
export type Param = z.output<typeof paramSchema>;

/** The ways in which a page can be passed on. */
const shareWays = ["whatsapp", "email", "facebook", "linkedin", "x"] as const;
export type ShareWay = (typeof shareWays)[number];

/** Links that pass the page on, without anything from others on it. */
export const shareSchema = z.strictObject({
  /** Which ways to offer, in this order. Default: WhatsApp and e-mail. */
  ways: z.array(z.enum(shareWays)).min(1).optional(),
  /** The words above the links. */
  label: lineSchema.max(80).optional(),
  /** What the message says beside the address. Default: the page's title. */
  text: lineSchema.max(200).optional(),
});
export type Share = z.output<typeof shareSchema>;
