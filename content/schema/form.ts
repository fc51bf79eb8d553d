import * as z from "zod";
import { allowSchema } from "./allow.ts";
import { notifySchema } from "./backend.ts";
import { conditionSchema } from "./condition.ts";
import { consentSchema } from "./consent.ts";
import { fieldSchema } from "./field.ts";
import { wrongIn } from "./form-rules.ts";
import { lineSchema, proseSchema } from "./primitives.ts";
import { thanksSchema } from "./thanks.ts";

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
        /** What the visitor gets by answering, each in a line. */
        points: z.array(lineSchema).min(1).max(6).optional(),
        /** The words on the button that opens the form. */
        button: lineSchema.max(60).optional(),
      })
      .optional(),
    /** The questions, in their order. */
    fields: z.array(fieldSchema).min(1).max(60),
    /** Let visitors read their answers before they send: fewer leads, with higher intent. */
    review: z.boolean().default(false),
    /** Whether a link of ours in a mail may fill in what its reader answered before. */
    prefill: z.boolean().default(false),
    /** A kind ending, without a lead, for people whom the offer does not fit. */
    disqualify: z
      .strictObject({
        /** The answers that lead here. */
        when: conditionSchema,
        /** What those people read. */
        thanks: thanksSchema.prefault({}),
      })
      .optional(),
    /** What people may agree to, one tick for one purpose. */
    consents: z.array(consentSchema).default([]),
    /** The words on the button: say what happens when it is pressed. Default: by magnet and language. */
    submit: lineSchema.max(60).optional(),
    /** Who of the business gets a mail for each new contact of this form, whoever is named in site.yaml. */
    notify: z.array(notifySchema).max(20).default([]),
    /** A small reassurance under the button. */
    reassurance: lineSchema.optional(),
    /** Rules of `npm run check` that stay silent about this form: the rule's id, and the reason why. */
    allow: allowSchema,
  })
  .superRefine((form, context) => {
    for (const wrong of wrongIn(form)) context.addIssue({ code: "custom", ...wrong });
  });
export type Form = z.output<typeof formSchema>;
