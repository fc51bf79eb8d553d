import * as z from "zod";
import { besideSchema, hrefSchema, lineSchema, pictureSchema } from "../../content/schema/primitives.ts";

/** What a block takes that has no key of its own. */
export const bareSchema = z.strictObject({});

/** One thing that the visitor gains; the text inside says how. */
export const benefitSchema = z.strictObject({
  /** What is gained, in a few words. */
  title: lineSchema.max(80),
});
export type Benefit = z.output<typeof benefitSchema>;

/** One step of how it works; the text inside says what happens. */
export const stepSchema = z.strictObject({
  /** What is done, in a few words. */
  title: lineSchema.max(80),
});
export type Step = z.output<typeof stepSchema>;

/** One question that people ask; the text inside answers it. */
export const questionSchema = z.strictObject({
  /** The question, as a visitor would ask it. */
  title: lineSchema.max(160),
  /** Whether the answer is open from the start. */
  open: z.boolean().optional(),
});
export type Question = z.output<typeof questionSchema>;

/** A table that sets the offer beside the other ways. */
export const comparisonSchema = z
  .strictObject({
    /** What is compared; people who hear the page hear it first. */
    caption: lineSchema.max(160),
    /** The ways that are compared, the own offer first. */
    columns: z.array(lineSchema.max(40)).min(2).max(4),
    /** What they are compared by. */
    rows: z
      .array(
        z.strictObject({
          /** The point that is compared. */
          label: lineSchema.max(80),
          /** What each way has to say: words, or true and false for yes and no. */
          values: z.array(z.union([z.boolean(), lineSchema.max(80)])),
        }),
      )
      .min(1)
      .max(20),
  })
  .superRefine(({ columns, rows }, context) => {
    rows.forEach(({ values }, place) => {
      if (values.length === columns.length) return;
      const message = `There are ${columns.length} columns and ${values.length} values here.`;
      context.addIssue({ code: "custom", path: ["rows", place, "values"], message });
    });
  });
export type Comparison = z.output<typeof comparisonSchema>;

/** What something costs, and what is in the price. */
export const priceSchema = z.strictObject({
  /** What is sold. */
  name: lineSchema.max(80),
  /** The price, as a number. */
  amount: z.number().nonnegative(),
  /** The currency, three capital letters. Default: EUR. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "Use the three capital letters of the currency, such as EUR.")
    .optional(),
  /** What the price is for: al chilo, a month. */
  per: lineSchema.max(40).optional(),
  /** The lowest price of the thirty days before a reduction, which Italian law asks to be told. */
  before: z.number().positive().optional(),
  /** What is in the price, one line each. */
  includes: z.array(lineSchema.max(120)).max(12).optional(),
  /** A small line under it: taxes, delivery, conditions. */
  note: lineSchema.optional(),
  /** The words on the button; without them there is no button. */
  button: lineSchema.max(60).optional(),
  /** Where the button leads. Default: the form. */
  href: hrefSchema.optional(),
});
export type Price = z.output<typeof priceSchema>;

/** A film that nothing loads before a press: a file beside the text, or a link to its page. */
export const videoSchema = z
  .strictObject({
    /** What the film shows, in a sentence. */
    title: lineSchema.max(160),
    /** The film's file, beside the text: MP4 or WebM. */
    src: besideSchema.regex(/\.(?:mp4|webm)$/i, "A film is an .mp4 or .webm file.").optional(),
    /** Its subtitles, a WebVTT file beside the text. */
    captions: besideSchema.regex(/\.vtt$/i, "Subtitles are a .vtt file.").optional(),
    /** The film's address on YouTube or Vimeo; a press opens it there. */
    href: z
      .string()
      .regex(
        /^https:\/\/(?:(?:www\.)?youtube\.com\/watch\?v=|youtu\.be\/|vimeo\.com\/)[\w/?=&-]+$/,
        "Use the address of the film's page, as https://www.youtube.com/watch?v=….",
      )
      .optional(),
    /** The still picture that is shown before. */
    poster: pictureSchema.optional(),
    /** How long it lasts, in words: 2 minuti. */
    length: lineSchema.max(40).optional(),
  })
  .superRefine(({ src, href, poster, captions }, context) => {
    const tell = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
    if ((src === undefined) === (href === undefined))
      tell("src", 'Give the film either a file, "src", or an address, "href".');
    if (href !== undefined && poster === undefined)
      tell("poster", "A film elsewhere needs a still picture of its own: nothing is loaded from there.");
    if (href !== undefined && captions !== undefined)
      tell("captions", "A film elsewhere has its own subtitles.");
  });
export type Video = z.output<typeof videoSchema>;

/** Pictures side by side. */
export const gallerySchema = z.strictObject({
  /** The pictures, each with words for those who cannot see it. */
  pictures: z
    .array(
      z.strictObject({
        ...pictureSchema.shape,
        /** A line under the picture. */
        caption: lineSchema.max(160).optional(),
      }),
    )
    .min(2)
    .max(12),
});
export type Gallery = z.output<typeof gallerySchema>;
