import * as z from "zod";
import { formSchema, thanksSchema } from "./form.ts";
import { daySchema, lineSchema, localeSchema, nameSchema, pathSchema, pictureSchema } from "./primitives.ts";
import { seoSchema } from "./seo.ts";
import { themeChangeSchema } from "./theme.ts";

/** The keys that every landing has, whatever its template; a template adds its own with `.extend`. */
export const landingShape = z.strictObject({
  /** How the landing looks: the name of a folder in `templates/`. */
  template: nameSchema,
  /** The page's language. Default: the site's. */
  locale: localeSchema.optional(),
  /** The part of the funnel it serves: awareness, consideration or decision. */
  stage: z.enum(["awareness", "consideration", "decision"]).default("awareness"),
  /** A free label that reports group by. */
  campaign: nameSchema.optional(),
  /** The page's one big heading: what the visitor gets. */
  title: lineSchema.max(120),
  /** The sentence under it. */
  intro: lineSchema.optional(),
  /** The page's one big picture. */
  image: pictureSchema.optional(),
  /** What it gives away: the name of a folder in `content/magnets`, or a list of them. */
  magnet: z.union([pathSchema.transform((name) => [name]), z.array(pathSchema).max(10)]).default([]),
  /** Where the visitor gets it: by e-mail, on the page at once, or both. */
  delivery: z.enum(["email", "page", "both"]).default("email"),
  /** What it asks: the name of a file in `content/forms`, or the form itself. */
  form: z.union([pathSchema, formSchema]),
  /** What the visitor reads after sending. */
  thanks: thanksSchema.prefault({}),
  /** The nurture mails that follow: the name of a folder in `content/sequences`. */
  sequence: pathSchema.optional(),
  /** The brand's tokens, where this landing differs from the site. */
  theme: themeChangeSchema.prefault({}),
  /** What search engines and shared links show. */
  seo: seoSchema.prefault({}),
  /** The first day on which the form accepts answers. */
  from: daySchema.optional(),
  /** The last day on which the form accepts answers; after it the page says so politely. */
  until: daySchema.optional(),
});

/** Adds to `schema` what holds between the keys of a landing. */
export function withLandingRules<
  T extends z.ZodType<{ from?: string | undefined; until?: string | undefined }>,
>(schema: T) {
  return schema.refine((landing) => (landing.from ?? "") <= (landing.until ?? "9999"), {
    path: ["until"],
    error: '"until" is before "from".',
  });
}

export type Landing = z.output<typeof landingShape>;
export type Delivery = Landing["delivery"];
export type Stage = Landing["stage"];
