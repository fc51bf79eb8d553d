import * as z from "zod";
import { lineSchema, localeSchema } from "./primitives.ts";

/** What mails of the service are for; the last part of their file's path says which. */
export const mailKinds = ["delivery", "reminder", "confirmation", "copy", "erasure", "renewal"] as const;
export type MailKind = (typeof mailKinds)[number];

/** What every mail begins with. */
export const letterShape = {
  /** The subject line; `{nome|amico}` stands for an answer, or for the words after the bar. */
  subject: lineSchema.max(120),
  /** The words that inboxes show after the subject. */
  preheader: lineSchema.max(150).optional(),
  /** The mail's language. Default: the site's. */
  locale: localeSchema.optional(),
};

/** `content/mails/[<landing or language>/]<kind>.mdx`: a mail that belongs to the service, such as the delivery of what was asked for. */
export const mailSchema = z.strictObject({
  ...letterShape,
  /** The words on the mail's own button. Default: the usual words of its kind. */
  button: lineSchema.max(60).optional(),
});
export type Mail = z.output<typeof mailSchema>;
