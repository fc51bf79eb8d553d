import * as z from "zod";
import { lineSchema } from "./primitives.ts";

const valueSchema = z.union([lineSchema, z.number().transform(String)]);

/** A question about earlier answers: every named field must hold one of its values. */
export const conditionSchema = z
  .record(z.string(), z.union([valueSchema, z.array(valueSchema).min(1)]))
  .refine(
    (condition) => Object.keys(condition).length > 0,
    "Name at least one field and the value it must hold.",
  );
export type Condition = z.output<typeof conditionSchema>;
