import * as z from "zod";
import {
  besideSchema,
  daySchema,
  durationSchema,
  hrefSchema,
  lineSchema,
  localeSchema,
  nameSchema,
  pictureSchema,
  proseSchema,
} from "./primitives.ts";
import { themeChangeSchema } from "./theme.ts";

const remindSchema = z.union([z.literal(false), durationSchema]);

const common = {
  /** What it is called, on the page and in the mail. */
  title: lineSchema,
  /** What one gets from it, in a sentence. */
  summary: lineSchema.optional(),
  /** How long a visitor may fetch it. */
  expires: durationSchema.prefault("7 days"),
  /** How many times a visitor may open it. */
  uses: z.number().int().min(1).max(1000).default(5),
};

const money = z.strictObject({
  /** How much is taken off. */
  amount: z.number().positive(),
  /** Three letters of the currency. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "Use three capital letters, such as EUR.")
    .default("EUR"),
});

const percentage = z.strictObject({
  /** How much is taken off, in per cent. */
  percent: z.number().positive().max(100),
});

const gift = z.strictObject({
  /** What is given, in a few words. */
  gift: lineSchema.max(40),
});

/** What a download has in common with others. */
const fetched = {
  ...common,
  /** After how long, without having been opened, one mail reminds of it; `false` for none. */
  remind: remindSchema.prefault("3 days"),
};

/** What a coupon is worth: `5 EUR`, `20%`, or words for a gift. */
export const couponValueSchema = z.preprocess(parseValue, z.union([money, percentage, gift]));
export type CouponValue = z.output<typeof couponValueSchema>;

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day in quotes, as "18:30".');

const couponSchema = z
  .strictObject({
    /** A code that the shop honours once. */
    kind: z.literal("coupon"),
    ...common,
    /** How long before its end one mail reminds of it, if it is still unused; `false` for none. */
    remind: remindSchema.prefault("3 days"),
    /** What it is worth: `5 EUR`, `20%`, or a gift in words. */
    value: couponValueSchema,
    /** What it is good for and what not, sentence by sentence. */
    terms: z.union([proseSchema.transform((text) => [text]), z.array(proseSchema)]).default([]),
    /** The first day it is honoured. */
    validFrom: daySchema.optional(),
    /** The last day it is honoured. */
    validUntil: daySchema.optional(),
    /** For how many days from issue it is honoured. */
    validDays: z.number().int().min(1).max(3650).optional(),
    /** How many there are in all. */
    quota: z.number().int().min(1).optional(),
    /** How many one person may have. */
    perPerson: z.number().int().min(1).max(100).default(1),
    /** The letters every code begins with. */
    prefix: z
      .string()
      .regex(/^[A-Z]{2,8}$/, "Use two to eight capital letters.")
      .optional(),
    /** The shops that honour it. Default: all of the site's. */
    shops: z.array(nameSchema).optional(),
    /** The weekdays on which it is honoured, 1 for Monday to 7 for Sunday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).optional(),
    /** The hours between which it is honoured. */
    hours: z
      .strictObject({
        /** From this time. */
        from: time,
        /** To this time. */
        to: time,
      })
      .optional(),
    /** Whether it goes together with other offers. */
    combinable: z.boolean().default(false),
  })
  .refine((coupon) => !(coupon.validUntil !== undefined && coupon.validDays !== undefined), {
    path: ["validDays"],
    error: "Give either validUntil or validDays.",
  })
  .refine((coupon) => coupon.validUntil !== undefined || coupon.validDays !== undefined, {
    path: ["validUntil"],
    error: "A coupon ends: give validUntil (a day) or validDays (days from issue).",
  })
  .refine((coupon) => (coupon.validFrom ?? "") <= (coupon.validUntil ?? "9999"), {
    path: ["validUntil"],
    error: "validUntil is before validFrom.",
  });

const ebookSchema = z.strictObject({
  /** A book to read: ready files, or chapters in Markdown beside this one. */
  kind: z.literal("ebook"),
  ...fetched,
  /** The line under the title. */
  subtitle: lineSchema.optional(),
  /** Who wrote it. */
  authors: z.array(lineSchema).min(1),
  /** The book's language. Default: the site's. */
  language: localeSchema.optional(),
  /** The picture of its cover. */
  cover: pictureSchema.optional(),
  /** The day on which it was last looked over; after three years `npm run check` asks for another look. */
  date: daySchema.optional(),
  /** How many pages it has. */
  pages: z.number().int().min(1).optional(),
  /** The ready PDF beside this file. */
  pdf: besideSchema.regex(/\.pdf$/i, "This must be a .pdf file.").optional(),
  /** The ready EPUB beside this file. */
  epub: besideSchema.regex(/\.epub$/i, "This must be an .epub file.").optional(),
  /** The page size of a book made from chapters: a booklet, an office sheet, or a landscape page to be read on a screen. Default: A5. */
  size: z.enum(["A5", "A4", "screen"]).optional(),
  /** The design of a book made from chapters: `classic`, a serif book as a publisher sets it, or `modern`, a manual with room for margins and colour. Default: classic. */
  design: z.enum(["classic", "modern"]).optional(),
  /** The tokens of a book made from chapters, where they differ from the site's. */
  theme: themeChangeSchema.omit({ css: true }).optional(),
  /** What stands in the colophon of a book made from chapters, paragraph by paragraph. */
  colophon: z.union([proseSchema.transform((text) => [text]), z.array(proseSchema)]).optional(),
  /** The first pages of a book made from chapters, for everyone to read. */
  sample: z
    .strictObject({
      /** How many pages, the cover among them. */
      pages: z.number().int().min(2).max(60),
      /** Whether they are also an article of the site. */
      article: z.boolean().default(true),
    })
    .optional(),
  /** Whether each page of the PDF, and the colophon of the EPUB, bear the name of the one who asked for it and a code that finds that person in the desk. */
  stamp: z.boolean().default(false),
});

const fileSchema = z.strictObject({
  /** A file to download. */
  kind: z.literal("file"),
  ...fetched,
  /** The file beside this one: a document, an archive, a spreadsheet, sound. */
  file: besideSchema,
  /** Whether each page of a PDF bears, small, the name of the one who asked for it and a code that finds that person in the desk. */
  stamp: z.boolean().default(false),
});

const videoSchema = z
  .strictObject({
    /** A video: a file of ours, or one elsewhere that loads only after a press. */
    kind: z.literal("video"),
    ...fetched,
    /** The video's file beside this one. */
    file: besideSchema.optional(),
    /** The address of the video elsewhere. */
    embed: z.url({ protocol: /^https$/ }).optional(),
    /** The picture shown before it plays. */
    poster: pictureSchema.optional(),
    /** What is said in it, in words, one file for each language; who cannot hear it reads it. */
    subtitles: z
      .array(
        z.strictObject({
          /** The WebVTT file beside this one. */
          file: besideSchema.regex(/\.vtt$/i, "This must be a .vtt file (WebVTT)."),
          /** The language of its words. */
          locale: localeSchema,
        }),
      )
      .default([]),
  })
  .refine((video) => (video.file === undefined) !== (video.embed === undefined), {
    error: 'A video has either "file" or "embed".',
  });

const linkSchema = z.strictObject({
  /** An address that is given away, such as a booking page. */
  kind: z.literal("link"),
  ...fetched,
  /** The address. */
  href: hrefSchema,
});

/** What a landing gives away: `content/magnets/<name>/index.mdx`. */
export const magnetSchema = z.discriminatedUnion("kind", [
  couponSchema,
  ebookSchema,
  fileSchema,
  videoSchema,
  linkSchema,
]);
export type Magnet = z.output<typeof magnetSchema>;
export type MagnetKind = Magnet["kind"];

function parseValue(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const percent = /^(\d+(?:[.,]\d+)?) ?%$/.exec(value);
  if (percent) return { percent: decimal(percent[1]) };
  const amount = /^(\d+(?:[.,]\d{1,2})?) ?(€|[A-Z]{3})$/.exec(value);
  if (amount) return { amount: decimal(amount[1]), currency: amount[2] === "€" ? "EUR" : amount[2] };
  return { gift: value };
}

function decimal(text = ""): number {
  return Number(text.replace(",", "."));
}
