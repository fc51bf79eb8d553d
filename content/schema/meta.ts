import * as z from "zod";
import { fieldNameSchema } from "./field.ts";
import { lineSchema, proseSchema } from "./primitives.ts";

const consentSchema = z.strictObject({
  /** The key of Meta's tick box, as its form shows it under custom disclaimer; without it, everyone who sends the form agrees. */
  key: lineSchema.max(100).optional(),
  /** The words beside it on Meta's form, to the letter: they prove the consent. */
  wording: proseSchema.max(2000),
});

/** One form of Meta's lead ads, and the landing whose leads it brings. */
export const metaFormSchema = z.strictObject({
  /** The landing that its leads come in by. */
  landing: lineSchema.max(200),
  /** Meta's questions, by the name that its file has for them, and the fields that they answer. Default: by their names. */
  fields: z.record(lineSchema.max(200), fieldNameSchema).default({}),
  /** Which purposes its leads agree to, by the purpose's name. */
  consents: z.record(fieldNameSchema, consentSchema).default({}),
});
export type MetaForm = z.output<typeof metaFormSchema>;

/** Meta's lead ads, whose leads come in by themselves; the Worker needs META_APP_SECRET, META_VERIFY_TOKEN and META_ACCESS_TOKEN. */
export const metaSchema = z.strictObject({
  /** The forms, by Meta's number, in quotes. */
  forms: z
    .record(z.string().regex(/^\d{5,30}$/, "Write Meta's number of the form, in quotes."), metaFormSchema)
    .refine((forms) => Object.keys(forms).length <= 20, "Twenty forms at the most.")
    .default({}),
});
