import * as z from "zod";
import { type Condition, conditionSchema } from "./condition.ts";
import type { MailKind } from "./mail.ts";

/** The largest HTML of a mail that Gmail shows whole. */
export const mailClip = 102_000;

/** What the frame around an author's words may take of it: head, owner, reason, preferences. */
export const frameRoom = 16_000;

/** What the Worker knows of a mail, and an author may name as `{mail.title}`. */
export const mailWords = ["title", "until", "asked"] as const;
export type MailWord = (typeof mailWords)[number];

/** What the Worker puts into the HTML: the site's own address, and the colours of the landing. */
const settings = ["origin", "primary", "onPrimary", "paper", "ink"] as const;

/** The words that a mail of `kind` knows: a copy of one's data has no title, nor has the question whether mails may go on. */
export function wordsOf(kind: MailKind): readonly MailWord[] {
  return kind === "copy" || kind === "erasure" || kind === "renewal" ? ["until", "asked"] : mailWords;
}

const answerSchema = z.strictObject({
  /** The field whose answer stands here. */
  field: z.string(),
  /** What stands here where there is no answer, or none that is fit for a mail. */
  otherwise: z.string(),
});

const ownSchema = z.strictObject({
  /** What the Worker knows of the mail. */
  own: z.enum([...mailWords, ...settings]),
});
export type MailOwn = z.output<typeof ownSchema>["own"];

const slotSchema = z.strictObject({
  /** A part that the Worker makes: the button to what was asked for, or the coupon's code. */
  slot: z.enum(["button", "code"]),
});
export type MailSlot = z.output<typeof slotSchema>["slot"];

const linkSchema = z.strictObject({
  /** Which of the mail's links stands here, as `links` numbers them from 0: the Worker writes the address that counts it. */
  link: z.number().int().nonnegative(),
});

interface Conditional {
  when?: Condition | undefined;
  answered?: string | undefined;
  not: boolean;
  pieces: MailPiece[];
}

/** One piece of a mail: words as they stand, or what differs from reader to reader. */
export type MailPiece =
  | string
  | z.output<typeof answerSchema>
  | z.output<typeof ownSchema>
  | z.output<typeof slotSchema>
  | z.output<typeof linkSchema>
  | Conditional;

const pieceSchema: z.ZodType<MailPiece> = z.lazy(() =>
  z.union([z.string(), answerSchema, ownSchema, slotSchema, linkSchema, conditionalSchema]),
);

const conditionalSchema = z.strictObject({
  /** The answers that bring these pieces. */
  when: conditionSchema.optional(),
  /** The field that must have an answer. */
  answered: z.string().optional(),
  /** Whether they are for all others instead. */
  not: z.boolean(),
  /** What stands there then. */
  pieces: z.array(pieceSchema),
});

/** A mail as the build made it of an author's words: without its frame, which is the Worker's. */
export const mailBodySchema = z.strictObject({
  /** The subject line. */
  subject: z.array(pieceSchema),
  /** The other subjects of a campaign that tries several. */
  others: z.array(z.array(pieceSchema)).optional(),
  /** What inboxes show after it. */
  preheader: z.array(pieceSchema).optional(),
  /** The words on its own button. */
  button: z.array(pieceSchema).optional(),
  /** What stands on the sheet. */
  html: z.array(pieceSchema),
  /** The same as plain text. */
  text: z.array(pieceSchema),
  /** Where the links lead that the pieces number; those of the service's own mails are not counted, and stand in the words. */
  links: z.array(z.string()).optional(),
});
export type MailBody = z.output<typeof mailBodySchema>;
