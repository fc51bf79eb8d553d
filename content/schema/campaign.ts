import * as z from "zod";
import { catalogGoalSchema, goalSchema } from "./goal.ts";
import { letterShape } from "./mail.ts";
import { daySchema, durationSchema, lineSchema, localeSchema, nameSchema, pathSchema } from "./primitives.ts";

/** What allows a campaign: a confirmed consent, or a sale of something alike (Codice privacy art. 130(4)). */
export const bases = ["consent", "soft-opt-in"] as const;

const subjectSchema = letterShape.subject;

const warmupSchema = z.strictObject({
  /** Mails on the first day. */
  first: z.number().int().min(10).max(100_000).default(200),
  /** How many times as many on each day that follows. */
  growth: z.number().min(1.1).max(3).default(1.5),
});

const testSchema = z.strictObject({
  /** The part of the recipients among whom the subjects are tried, in per cent. */
  share: z.number().min(1).max(100).default(20),
  /** How long after the last of them it is judged. */
  after: durationSchema.prefault("4 hours"),
});

/** `content/campaigns/<name>.mdx`: one direct e-mail (DEM) to one segment. */
export const campaignSchema = z.strictObject({
  ...letterShape,
  /** The subject line, or two to four of them, of which the one that more people press wins. */
  subject: z.union([subjectSchema, z.array(subjectSchema).min(2).max(4)]),
  /** The name that stands before the sender's address. Default: the site's sender. */
  from: lineSchema.max(60).optional(),
  /** Who receives it: the name of a file in `content/segments`. */
  segment: nameSchema,
  /** The landing whose colours it wears. Default: the site's. */
  landing: pathSchema.optional(),
  /** The consent without which nobody gets it; only one that was confirmed counts. */
  purpose: nameSchema.default("marketing"),
  /** What allows it: `consent`, or `soft-opt-in` for customers whose purchase the owner has noted, about something alike. */
  basis: z.enum(bases).default("consent"),
  /** When it goes out, once the owner has approved it: day and time, `2027-03-01 09:30`. Default: at once. */
  send: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, {
      error: 'Write day and time as year-month-day hours:minutes, in quotes: "2027-03-01 09:30".',
      abort: true,
    })
    .refine(isMoment, "There is no such day or time.")
    .optional(),
  /** Whose clock `send` is read on: the site's, or each lead's own. */
  zone: z.enum(["site", "lead"]).default("site"),
  /** How many mails leave in an hour at the most. */
  rate: z.number().int().min(10).max(1_000_000).default(2000),
  /** Begins with few mails a day, for a domain that never sent many. */
  warmup: warmupSchema.optional(),
  /** How several subjects are tried. */
  test: testSchema.optional(),
  /** What reports count it under, as `utm_campaign`. Default: the file's name. */
  label: nameSchema.optional(),
  /** What it is for. */
  goal: goalSchema.optional(),
  /** Publishes it as an article once it was sent, with this sentence about it for search engines. */
  archive: z
    .strictObject({
      /** The article's title. */
      title: lineSchema.max(120),
      /** One or two sentences about it, for search engines and lists. */
      description: lineSchema.max(160),
      /** The day on which it was sent, where `send` does not tell it. */
      published: daySchema.optional(),
    })
    .optional(),
});
export type Campaign = z.output<typeof campaignSchema>;

/** Whether there is such a time on such a day: the 30th of February would be read as a day of March. */
function isMoment(text: string): boolean {
  const moment = Date.parse(`${text.replace(" ", "T")}:00Z`);
  return Number.isFinite(moment) && new Date(moment).toISOString().startsWith(text.replace(" ", "T"));
}

/** A campaign in the catalog. */
export const catalogCampaignSchema = z.strictObject({
  /** Its language. */
  locale: localeSchema,
  /** Its subjects, as somebody reads them of whom nothing is known; with more than one they are tried. */
  subjects: z.array(z.string()).min(1).max(4),
  /** The name that stands before the sender's address. */
  from: z.string().optional(),
  /** Who receives it: a key of `segments`. */
  segment: z.string(),
  /** Whose colours it wears: a key of `landings`. */
  landing: z.string().optional(),
  /** The consent without which nobody gets it. */
  purpose: z.string(),
  /** What allows it. */
  basis: z.enum(bases),
  /** Day and time by the clock on the wall. */
  send: z.string().optional(),
  /** Whose clock that is read on. */
  zone: z.enum(["site", "lead"]),
  /** Mails in an hour at the most. */
  rate: z.number().int().positive(),
  /** Few mails a day at first. */
  warmup: warmupSchema.optional(),
  /** How its subjects are tried. */
  test: z
    .strictObject({
      /** Among how many of a hundred. */
      share: z.number(),
      /** How long after the last of them it is judged, in seconds. */
      after: z.number().int().nonnegative(),
    })
    .optional(),
  /** What reports count it under. */
  label: z.string(),
  /** What it is for. */
  goal: catalogGoalSchema.optional(),
  /** Where its words lie (JSON). */
  asset: z.string().startsWith("/_private/mails/"),
  /** Where its links lead, in the order in which the words number them. */
  links: z.array(z.string()),
});
export type CatalogCampaign = z.output<typeof catalogCampaignSchema>;
