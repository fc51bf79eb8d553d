import * as z from "zod";
import { lineSchema } from "./primitives.ts";

/** The name of a query parameter that changes a word: small letters and figures. */
export const paramNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*$/, "Use small letters and figures only, as in citta.")
  .max(32)
  .refine((name) => name !== "p", 'The name "p" belongs to links in mails; use another.');

/** One word that the page's address may choose out of a list. */
export const paramWordSchema = z.strictObject({
  /** What stands there when the address names nothing of the list. */
  default: lineSchema.max(60),
  /** What the address may choose; anything else is ignored. */
  options: z.array(lineSchema.max(60)).min(1).max(50),
});

/** Words that the page's address may change, by the name of the query parameter. */
export const paramsSchema = z.record(paramNameSchema, paramWordSchema).default({});
export type Params = z.output<typeof paramsSchema>;
