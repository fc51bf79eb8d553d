import * as z from "zod";
import { conditionSchema } from "./condition.ts";
import { consentSchema } from "./consent.ts";
import { fieldSchema } from "./field.ts";
import { buttonSchema, lineSchema, proseSchema } from "./primitives.ts";

/** What a visitor reads after sending. */
export const thanksSchema = z.strictObject({
  /** The heading. */
  title: lineSchema.optional(),
  /** What happens next. */
  text: proseSchema.optional(),
  /** Where to go from here. */
  button: buttonSchema.optional(),
});
export type Thanks = z.output<typeof thanksSchema>;

/** What a landing asks; in `content/forms`, or inline in the landing. */
export const formSchema = z
  .strictObject({
    /** A first screen that says what the form is for and what follows from answering. */
    welcome: z
      .strictObject({
        /** The heading of the first screen. */
        title: lineSchema,
        /** What the form is for. */
        text: proseSchema.optional(),
        /** The words on the button that opens the form. */
        button: lineSchema.max(60).optional(),
      })
      .optional(),
    /** The questions, in their order. */
    fields: z.array(fieldSchema).min(1).max(60),
    /** Let visitors read their answers before they send: fewer leads, with higher intent. */
    review: z.boolean().default(false),
    /** A kind ending, without a lead, for people whom the offer does not fit. */
    disqualify: z
      .strictObject({
        /** The answers that lead here. */
        when: conditionSchema,
        /** What those people read. */
        thanks: thanksSchema,
      })
      .optional(),
    /** What people may agree to, one tick for one purpose. */
    consents: z.array(consentSchema).default([]),
    /** The words on the button: say what happens when it is pressed. Default: by magnet and language. */
    submit: lineSchema.max(60).optional(),
    /** A small reassurance under the button. */
    reassurance: lineSchema.optional(),
  })
  .superRefine((form, context) => {
    const names = form.fields.map((field) => field.name);
    form.fields.forEach((field, place) => {
      if (names.indexOf(field.name) < place) {
        context.addIssue({
          code: "custom",
          path: ["fields", place, "name"],
          message: `Two fields are called "${field.name}"; each needs a name of its own.`,
        });
      }
      for (const name of Object.keys(field.when ?? {})) {
        if (names.indexOf(name) >= 0 && names.indexOf(name) < place) continue;
        context.addIssue({
          code: "custom",
          path: ["fields", place, "when", name],
          message: `No field called "${name}" comes before this one.`,
        });
      }
    });
    for (const name of Object.keys(form.disqualify?.when ?? {})) {
      if (names.includes(name)) continue;
      context.addIssue({
        code: "custom",
        path: ["disqualify", "when", name],
        message: `The form has no field called "${name}".`,
      });
    }
    const purposes = form.consents.map((consent) => consent.purpose);
    purposes.forEach((purpose, place) => {
      if (purposes.indexOf(purpose) === place) return;
      context.addIssue({
        code: "custom",
        path: ["consents", place, "purpose"],
        message: `"${purpose}" is asked twice; one tick for one purpose.`,
      });
    });
    if (!form.fields.some((field) => (field.type === "email" || field.type === "phone") && field.required)) {
      context.addIssue({
        code: "custom",
        path: ["fields"],
        message: "A lead is known by e-mail or phone: give one such field required: true.",
      });
    }
  });
export type Form = z.output<typeof formSchema>;
