import * as z from "zod";
import { nameSchema, proseSchema } from "./primitives.ts";

/** Purposes that a person must be free to refuse: what is given away never depends on them (GDPR art. 7(4)). */
export const freePurposes: readonly string[] = ["marketing", "profiling", "partners", "tracking"];

/** Pieces of words by which a consent to tracking tells that it is about opening mails, too, in both languages. */
export const openingWords = ["apro", "apri ", "apert", "open"] as const;

/** Whether `wording`, in which somebody agreed to tracking, tells of openings. */
export function tellsOfOpenings(wording: string): boolean {
  const said = wording.toLowerCase();
  return openingWords.some((word) => said.includes(word));
}

/** One tick for one purpose, never ticked in advance. */
export const consentSchema = z
  .strictObject({
    /** What the tick is for: marketing, profiling, partners, tracking, or a name of your own. */
    purpose: nameSchema,
    /** The exact words beside the tick; they are kept in the receipt. */
    text: proseSchema.max(1000),
    /** Whether the form refuses to go without it; never for marketing, profiling, partners or tracking. */
    required: z.boolean().default(false),
    /** Only `false`: a tick set in advance is no consent (GDPR recital 32; Planet49, C-673/17). */
    checked: z
      .literal(false, "A consent ticked in advance is not valid (GDPR, recital 32). Delete this key.")
      .optional(),
  })
  .refine((consent) => !(consent.required && freePurposes.includes(consent.purpose)), {
    path: ["required"],
    error:
      "People must be free to refuse this purpose (GDPR art. 7(4)). Set required: false, or delete the key.",
  });
export type Consent = z.output<typeof consentSchema>;
