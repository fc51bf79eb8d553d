import * as z from "zod";
import { encodings } from "./encoding.ts";
import { separators } from "./separate.ts";

const text = z.string();

/** Which purpose people are said to have agreed to, and on which words. */
const claimSchema = z.strictObject({
  purpose: text,
  /** The words that they agreed to. */
  wording: text,
});
export type Claim = z.output<typeof claimSchema>;

/** How a file is read, and what its columns become. */
const readingSchema = z.strictObject({
  encoding: z.enum(encodings),
  separator: z.enum(separators),
  heads: z.array(text),
  /** The first rows, for people to see what a column holds; gone once the import is over. */
  samples: z.array(z.array(text)),
  /** Whether it is a file of Meta's lead ads. */
  meta: z.boolean(),
  /** What each column becomes: see `targets.ts`. */
  columns: z.array(text),
  /** Purposes that every row agreed to, and the words of those that columns tell of. */
  claims: z.array(claimSchema),
});
export type Reading = z.output<typeof readingSchema>;

/** The reading that the database keeps. */
export function readingIn(json: string): Reading {
  return readingSchema.parse(JSON.parse(json));
}
