import * as z from "zod";
import { daySchema } from "./primitives.ts";

/** One wording of one consent. */
export const wordingSchema = z.strictObject({
  /** Its number, counted from 1. */
  version: z.number().int().min(1),
  /** The day on which it was first built or started. */
  from: daySchema,
  /** SHA-256 of the words, hexadecimal: receipts and this file can be held against each other. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "This is no SHA-256."),
  /** The words themselves. */
  text: z.string().min(1),
});
export type Wording = z.output<typeof wordingSchema>;

/** `content/consents.lock.yaml`: every wording that people were ever asked to agree to, by form and by purpose. */
export const consentLockSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z
      .array(wordingSchema)
      .min(1)
      .refine((wordings) => wordings.every(({ version }, place) => version === place + 1), {
        error: "Versions count from 1 without a gap.",
      }),
  ),
);
export type ConsentLock = z.output<typeof consentLockSchema>;
