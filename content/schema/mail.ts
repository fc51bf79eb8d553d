import * as z from "zod";
import { daySchema, durationSchema, lineSchema, localeSchema, nameSchema } from "./primitives.ts";

/** What mails of the service are for; the last part of their file's path says which. */
export const mailKinds = ["delivery", "reminder", "confirmation", "copy", "erasure"] as const;
export type MailKind = (typeof mailKinds)[number];

const letter = {
  /** The subject line; `{nome|amico}` stands for an answer, or for the words after the bar. */
  subject: lineSchema.max(120),
  /** The words that inboxes show after the subject. */
  preheader: lineSchema.max(150).optional(),
  /** The mail's language. Default: the site's. */
  locale: localeSchema.optional(),
};

/** `content/mails/[<landing or language>/]<kind>.mdx`: a mail that belongs to the service, such as the delivery of what was asked for. */
export const mailSchema = z.strictObject({
  ...letter,
  /** The words on the mail's own button. Default: the usual words of its kind. */
  button: lineSchema.max(60).optional(),
});
export type Mail = z.output<typeof mailSchema>;

/** `content/sequences/<name>/NN-<step>.mdx`: one mail of a nurture sequence. */
export const sequenceStepSchema = z.strictObject({
  ...letter,
  /** How long after the step before it goes out. */
  delay: durationSchema,
  /** What ends the sequence for a person. */
  stop: z
    .array(z.enum(["redeemed", "bought", "replied", "unsubscribed", "bounced"]))
    .default(["unsubscribed", "bounced"]),
  /** What the mail wants its reader to do. */
  goal: lineSchema.optional(),
});
export type SequenceStep = z.output<typeof sequenceStepSchema>;

/** `content/campaigns/<name>.mdx`: one direct e-mail to one segment. */
export const campaignSchema = z.strictObject({
  ...letter,
  /** Who receives it: the name of a file in `content/segments`. */
  segment: nameSchema,
  /** The day it goes out. */
  day: daySchema.optional(),
  /** What the mail wants its reader to do. */
  goal: lineSchema.optional(),
});
export type Campaign = z.output<typeof campaignSchema>;
