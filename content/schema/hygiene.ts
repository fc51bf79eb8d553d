import * as z from "zod";
import { durationSchema, nameSchema } from "./primitives.ts";

const day = 86_400;

/** How lists are kept of people who still want mails: whoever has long been silent is asked once, and then let go. */
export const hygieneSchema = z.strictObject({
  /** How long nothing was heard of somebody before one mail asks whether mails may go on. */
  silent: durationSchema
    .prefault("12 months")
    .refine(
      (seconds) => seconds >= 90 * day,
      "Nobody is silent after less than three months: write “90 days” or more.",
    ),
  /** How long the answer is waited for; after it that inbox gets no more mails of sequences and campaigns. */
  answer: durationSchema
    .prefault("30 days")
    .refine((seconds) => seconds >= 7 * day, "People are away for a week: write “7 days” or more."),
  /** The consent that lets them be written to; only one that was confirmed counts. */
  purpose: nameSchema.default("marketing"),
});
export type Hygiene = z.output<typeof hygieneSchema>;
