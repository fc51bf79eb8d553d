import * as z from "zod";

/** Where the build lays what the check found, among the assets that only the Worker may fetch. */
export const checkFilePath = "/_private/check.json";

/** How many findings the file holds at most; its counts are those of all. */
export const mostFindings = 200;

/** What the check of the content found when the site was built. */
export const checkFileSchema = z.strictObject({
  /** How many findings there are of each kind. */
  counts: z.strictObject({
    /** Those that stop the build. */
    error: z.number().int(),
    /** Those that are to be mended. */
    warning: z.number().int(),
    /** Those that are good to know. */
    note: z.number().int(),
    /** Those that an author has silenced. */
    silenced: z.number().int(),
  }),
  /** The first of them, the weightiest first. */
  findings: z.array(
    z.strictObject({
      /** The name of the rule that found it. */
      rule: z.string(),
      /** How much it weighs. */
      severity: z.enum(["error", "warning", "note"]),
      /** The file, from the project's root. */
      file: z.string(),
      /** The line in it. */
      line: z.number().int(),
      /** What is wrong. */
      message: z.string(),
      /** What mends it. */
      cure: z.string(),
    }),
  ),
});
export type CheckFile = z.output<typeof checkFileSchema>;
