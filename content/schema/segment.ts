import * as z from "zod";
import { lineSchema, nameSchema } from "./primitives.ts";

/** How large a question may be: a database answers no more than that in one statement. */
export const segmentBounds = { conditions: 20, values: 100, length: 200, depth: 3 } as const;

const textSchema = z
  .string()
  .min(1, "Write something here, or delete the key.")
  .max(segmentBounds.length)
  .regex(/^[^\p{Cc}]*$/u, "Keep this on one line, without control characters.")
  .refine((text) => text.isWellFormed(), "This holds half a character.");

const valueSchema = z.union([textSchema, z.number(), z.boolean()]);
const momentSchema = z.union([textSchema, z.number()]);

/** One thing that must hold for a lead: what is asked about, and one comparison (or `from` with `until`). */
export const leadConditionSchema = z.strictObject({
  /** What is asked about, such as `score`, `tag`, `answer.city`, `consent.marketing`, `source.utm_source` or `landing`. */
  field: z.string().min(1).max(120),
  /** It is this, in capitals or not. */
  is: valueSchema.optional(),
  /** It is anything but this, or nothing at all. */
  not: valueSchema.optional(),
  /** It is one of these. */
  in: z.array(valueSchema).min(1).max(segmentBounds.values).optional(),
  /** This stands somewhere in it. */
  contains: textSchema.optional(),
  /** It begins with this. */
  starts: textSchema.optional(),
  /** It is a greater number than this. */
  above: z.number().optional(),
  /** It is a smaller number than this. */
  below: z.number().optional(),
  /** It is this or more: a number, a day (2027-03-01), or a time ago (`30 days`). */
  from: momentSchema.optional(),
  /** It is this or less: a number, a day with all its hours, or a time ago. */
  until: momentSchema.optional(),
  /** It was so long ago at most: `30 days`, `6 months`. */
  within: momentSchema.optional(),
  /** Whether there is nothing at all. */
  empty: z.boolean().optional(),
  /** Only what happened on this landing counts; for `step` and `coupon`. */
  landing: z.string().max(segmentBounds.length).optional(),
  /** Only this magnet counts; for `step` and `coupon`. */
  magnet: z.string().max(segmentBounds.length).optional(),
});
export type LeadCondition = z.output<typeof leadConditionSchema>;

function listOf<T extends z.ZodType>(part: T) {
  return z.array(part).min(1).max(segmentBounds.conditions);
}

/** A condition, or several of `part` together. */
function askedOf<T extends z.ZodType>(part: T) {
  return z.union([
    leadConditionSchema,
    z.strictObject({
      /** Every one of these must hold. */
      all: listOf(part),
    }),
    z.strictObject({
      /** At least one of these must hold. */
      any: listOf(part),
    }),
    z.strictObject({
      /** This must not hold. */
      not: part,
    }),
  ]);
}

const innerSchema = askedOf(askedOf(leadConditionSchema));

/** A question about leads: conditions, held together by `all`, `any` and `not`, three deep at most. */
export type Question = LeadCondition | { all: Question[] } | { any: Question[] } | { not: Question };
export const questionSchema: z.ZodType<Question> = askedOf(innerSchema);

/** A saved question about leads, as an author writes it. */
export const segmentSchema = z
  .strictObject({
    /** What the desk calls it. */
    title: lineSchema.max(80),
    /** Every one of these must hold. */
    all: listOf(innerSchema).optional(),
    /** At least one of these must hold. */
    any: listOf(innerSchema).optional(),
    /** This must not hold. */
    not: innerSchema.optional(),
  })
  .refine(({ all, any, not }) => [all, any, not].filter((part) => part !== undefined).length === 1, {
    error: 'A segment asks by one of "all", "any" and "not"; put the others inside it.',
  });
export type SegmentFile = z.output<typeof segmentSchema>;

/** The segments that content brings along, by name. */
export const segmentsSchema = z.record(
  nameSchema,
  z.strictObject({
    /** What the desk calls it. */
    title: z.string(),
    /** What it asks. */
    question: questionSchema,
  }),
);
export type Segments = z.output<typeof segmentsSchema>;

/** The question that `segment` asks. */
export function questionOf({ all, any, not }: SegmentFile): Question {
  if (all !== undefined) return { all };
  if (any !== undefined) return { any };
  return { not: not as Question };
}
