import * as z from "zod";
import { conditionSchema } from "./condition.ts";
import { fieldNameSchema } from "./field.ts";
import { besideSchema, hrefSchema, lineSchema, pictureSchema } from "./primitives.ts";

const bareSchema = z.strictObject({});

const buttonSchema = z.strictObject({
  /** Where it leads: a page of the site, or an address. Default: to what was asked for, or asks to be confirmed. */
  href: hrefSchema.optional(),
  /** The words on it, where it leads elsewhere; those of the mail's own button stand in the front matter. */
  label: lineSchema.max(60).optional(),
});

const mailPictureSchema = z.strictObject({
  /** The picture's file, beside the mail. */
  src: besideSchema,
  /** What the picture shows: many read mails with pictures off. */
  alt: pictureSchema.shape.alt,
  /** How wide it stands, in pixels; never wider than the mail. Default: 536, the whole width. */
  width: z.number().int().min(40).max(536).optional(),
  /** Where it leads when pressed. */
  href: hrefSchema.optional(),
});

const offerSchema = z.strictObject({
  /** What it is worth, set large: "5 €", "−20 %". */
  value: lineSchema.max(30),
  /** What it is for, in a few words. */
  title: lineSchema.max(120).optional(),
});

const quoteSchema = z.strictObject({
  /** Whose words they are. */
  by: lineSchema.max(80).optional(),
});

const signatureSchema = z.strictObject({
  /** Who signs. */
  name: lineSchema.max(80),
  /** What that person does. */
  role: lineSchema.max(120).optional(),
  /** A portrait beside the mail, shown small and square. */
  picture: pictureSchema.pick({ src: true, alt: true }).optional(),
});

const ifSchema = z
  .strictObject({
    /** The answers that bring what stands inside, as in a form: `{{ luce: "Poca" }}`. */
    when: conditionSchema.optional(),
    /** The field that must have an answer. */
    answered: fieldNameSchema.optional(),
    /** Whether it is for all others instead. */
    not: z.boolean().default(false),
  })
  .refine(({ when, answered }) => (when === undefined) !== (answered === undefined), {
    path: ["when"],
    error: 'Give either "when" or "answered".',
  });

/** The blocks that stand in a mail without an import, by name. */
export const mailBlocks = {
  /** A button; without an address it is the mail's own, which leads to what was asked for. */
  Button: buttonSchema,
  /** A picture; mails show it with pictures off, too: as its words. */
  Picture: mailPictureSchema,
  /** The coupon's code, and its QR code: in the delivery of a coupon alone. */
  Coupon: bareSchema,
  /** An offer in a box; the text inside says more. */
  Offer: offerSchema,
  /** What somebody said: the text inside. */
  Quote: quoteSchema,
  /** A line between two parts. */
  Divider: bareSchema,
  /** Two or three columns, one under the other on a phone; inside stand `Column` blocks. */
  Columns: bareSchema,
  /** One column. */
  Column: bareSchema,
  /** Who signs. */
  Signature: signatureSchema,
  /** Words for some alone, by their answers. */
  If: ifSchema,
} as const satisfies Record<string, z.ZodType>;
export type MailBlockName = keyof typeof mailBlocks;

/** The keys of every block of a mail. */
export const mailBlocksSchema = z.strictObject(mailBlocks).partial();
