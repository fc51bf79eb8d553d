import * as z from "zod";
import { nameSchema, pathSchema } from "./primitives.ts";

/** What a reader of a mail may come to do, as the report counts it. */
export const goalSteps = ["submit", "confirm", "download", "redeem"] as const;
export type GoalStep = (typeof goalSteps)[number];

const stepSchema = z.enum(goalSteps);

/** What a mail is for: the step that its reader is to take; `redeem` alone stands for `{ step: redeem }`. */
export const goalSchema = z.union([
  stepSchema.transform((step) => ({ step })),
  z.strictObject({
    /** What the reader is to do: submit, confirm, download or redeem. */
    step: stepSchema,
    /** On which landing alone it counts. */
    landing: pathSchema.optional(),
    /** With which magnet alone it counts. */
    magnet: nameSchema.optional(),
  }),
]);

/** The same in the catalog. */
export const catalogGoalSchema = z.strictObject({
  /** What the reader is to do. */
  step: stepSchema,
  /** A key of `landings`. */
  landing: z.string().optional(),
  /** A key of `magnets`. */
  magnet: z.string().optional(),
});
export type Goal = z.output<typeof catalogGoalSchema>;
