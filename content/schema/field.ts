import * as z from "zod";
import { conditionSchema } from "./condition.ts";
import { lineSchema, proseSchema } from "./primitives.ts";
import { pointsSchema, rangesSchema } from "./score.ts";

/** A field's name: also a column of the CSV and a key of the answers. */
export const fieldNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/, "Use small letters, figures, hyphens; start with a letter.")
  .max(40)
  .refine(
    (name) => !(name in Object.prototype),
    "This name has a meaning of its own in JavaScript; choose another.",
  );

const named = {
  /** The field's name in the answers, the CSV and the mails. */
  name: fieldNameSchema,
  /** Ask this field only when earlier answers hold these values. */
  when: conditionSchema.optional(),
};

const asked = {
  ...named,
  /** The words above the field. Default: the usual words for its type, in the page's language. */
  label: lineSchema.optional(),
  /** A sentence under the label that helps to answer. */
  hint: lineSchema.optional(),
  /** Whether the form goes without an answer. */
  required: z.boolean().default(false),
  /** The query parameter of the page's address that fills in a first answer, which the visitor may change. */
  query: fieldNameSchema.optional(),
};

const labelled = {
  ...asked,
  /** The words above the field. */
  label: lineSchema,
};

/** Types about the person, which a phone fills in by itself. */
export const personTypes = [
  "email",
  "given-name",
  "family-name",
  "name",
  "company",
  "job-title",
  "street-address",
  "city",
  "province",
  "postal-code",
  "country",
  "birthday",
  "vat",
  "tax-code",
  "url",
] as const;

const personSchema = z.strictObject({
  /** What is asked: a personal detail with the phone's own suggestion. */
  type: z.enum(personTypes),
  ...asked,
});

const phoneSchema = z.strictObject({
  /** A telephone number. */
  type: z.literal("phone"),
  ...asked,
  /** The country a number without a prefix belongs to. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "Use the two capital letters of the country, such as IT.")
    .default("IT"),
});

const textSchema = z
  .strictObject({
    /** One line (`text`) or several (`paragraph`) in one's own words. */
    type: z.enum(["text", "paragraph"]),
    ...labelled,
    /** The fewest characters. */
    minLength: z.number().int().min(1).optional(),
    /** The most characters. Default: 200 for a line, 2,000 for a paragraph. */
    maxLength: z.number().int().min(1).max(5000).optional(),
  })
  .refine((field) => (field.minLength ?? 0) <= maxLengthOf(field), {
    path: ["minLength"],
    error: "minLength is larger than maxLength.",
  });

const numberSchema = z
  .strictObject({
    /** A number. */
    type: z.literal("number"),
    ...labelled,
    /** The least number. */
    min: z.number().optional(),
    /** The greatest number. */
    max: z.number().optional(),
    /** The distance between two allowed numbers, counted from min; 1 means whole numbers. */
    step: z.number().positive().default(1),
    /** Points that an answer adds to the lead's score. */
    score: rangesSchema.optional(),
  })
  .refine(isOrdered, { path: ["max"], error: "max is below min." });

const scaleSchema = z
  .strictObject({
    /** A row of numbers to choose one from. */
    type: z.literal("scale"),
    ...labelled,
    /** The lowest step. */
    min: z.number().int().default(1),
    /** The highest step. */
    max: z.number().int().default(5),
    /** Words at the low end. */
    low: lineSchema.optional(),
    /** Words at the high end. */
    high: lineSchema.optional(),
    /** Points that an answer adds to the lead's score. */
    score: rangesSchema.optional(),
  })
  .refine((field) => field.max > field.min && field.max - field.min <= 10, {
    path: ["max"],
    error: "A scale has 2 to 11 steps: max must lie 1 to 10 above min.",
  });

const dateSchema = z
  .strictObject({
    /** A day. */
    type: z.literal("date"),
    ...labelled,
    /** The first day allowed. */
    min: z.iso.date().optional(),
    /** The last day allowed. */
    max: z.iso.date().optional(),
  })
  .refine(isOrdered, { path: ["max"], error: "max is before min." });

const minute = z.iso.datetime({
  local: true,
  precision: -1,
  error: "Write day and time as 2027-03-01T18:30.",
});

const datetimeSchema = z
  .strictObject({
    /** A day and a time of day. */
    type: z.literal("datetime"),
    ...labelled,
    /** The first moment allowed, local time. */
    min: minute.optional(),
    /** The last moment allowed, local time. */
    max: minute.optional(),
  })
  .refine(isOrdered, { path: ["max"], error: "max is before min." });

const optionSchema = z.union([
  lineSchema.transform((label) => ({ value: label, label })),
  z.strictObject({
    /** What is stored. */
    value: lineSchema,
    /** What people read. */
    label: lineSchema,
  }),
]);

const choiceSchema = z
  .strictObject({
    /** One or several out of a list; radio buttons, a list or ticks, by size and `multiple`. */
    type: z.literal("choice"),
    ...labelled,
    /** The list to choose from. */
    options: z.array(optionSchema).min(2).max(100),
    /** Whether several may be chosen. */
    multiple: z.boolean().default(false),
    /** Points that an answer adds to the lead's score. */
    score: z.record(z.string(), pointsSchema).optional(),
  })
  .superRefine((field, context) => {
    const values = field.options.map((option) => option.value);
    const twice = values.find((value, place) => values.indexOf(value) !== place);
    if (twice !== undefined) {
      context.addIssue({
        code: "custom",
        path: ["options"],
        message: `"${twice}" stands in the list twice.`,
      });
    }
    for (const value of Object.keys(field.score ?? {})) {
      if (values.includes(value)) continue;
      context.addIssue({
        code: "custom",
        path: ["score", value],
        message: `"${value}" is not among the options.`,
      });
    }
  });

const hiddenSchema = z
  .strictObject({
    /** A value that travels with the answers without being asked. */
    type: z.literal("hidden"),
    ...named,
    /** The value, always the same. */
    value: lineSchema.optional(),
    /** The query parameter of the page's address that the value is taken from. */
    query: fieldNameSchema.optional(),
  })
  .refine((field) => (field.value === undefined) !== (field.query === undefined), {
    error: 'A hidden field has either "value" or "query".',
  });

const pageBreakSchema = z.strictObject({
  /** The boundary between two steps of the form. */
  type: z.literal("page"),
  ...named,
  /** The title of the step that begins here. */
  label: lineSchema.optional(),
});

const noteSchema = z.strictObject({
  /** A few words between the fields; nothing is asked. */
  type: z.literal("note"),
  ...named,
  /** The words. */
  text: proseSchema,
});

/** One field of a form; a bare type such as `email` stands for the field of that type and name. */
export const fieldSchema = z.preprocess(
  (field) => (typeof field === "string" ? { name: field, type: field } : field),
  z.discriminatedUnion("type", [
    personSchema,
    phoneSchema,
    textSchema,
    numberSchema,
    scaleSchema,
    dateSchema,
    datetimeSchema,
    choiceSchema,
    hiddenSchema,
    pageBreakSchema,
    noteSchema,
  ]),
);
export type Field = z.output<typeof fieldSchema>;
export type FieldType = Field["type"];

/** A field that a visitor answers by hand. */
export type AskedField = Exclude<Field, { type: "hidden" | "page" | "note" }>;

/** Whether a visitor answers `field` by hand. */
export function isAsked(field: Field): field is AskedField {
  return field.type !== "hidden" && field.type !== "page" && field.type !== "note";
}

/** The most characters that a text or paragraph takes. */
export function maxLengthOf(field: { type: "text" | "paragraph"; maxLength?: number | undefined }): number {
  return field.maxLength ?? (field.type === "text" ? 200 : 2000);
}

function isOrdered(range: { min?: number | string | undefined; max?: number | string | undefined }): boolean {
  return range.min === undefined || range.max === undefined || range.min <= range.max;
}
