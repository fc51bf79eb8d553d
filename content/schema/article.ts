import * as z from "zod";
import { allowSchema } from "./allow.ts";
import { landingShape } from "./landing.ts";
import { daySchema, lineSchema, localeSchema, pathSchema, pictureSchema } from "./primitives.ts";
import { seoSchema } from "./seo.ts";

/** An article: `content/articles/<name>/index.mdx`, something worth reading that leads to a landing. */
export const articleSchema = z
  .strictObject({
    /** The article's language. Default: the site's. */
    locale: localeSchema.optional(),
    /** The part of the funnel it serves: awareness, consideration or decision. */
    stage: landingShape.shape.stage,
    /** The article's one big heading: what the reader learns. */
    title: lineSchema.max(120),
    /** The sentence under it, which lists of articles show too. */
    intro: lineSchema,
    /** The picture above the text. */
    image: pictureSchema.optional(),
    /** The day on which it came out. */
    published: daySchema,
    /** The day on which it was last looked over. */
    updated: daySchema.optional(),
    /** Who wrote it. */
    author: lineSchema.max(80).optional(),
    /** The landing that it leads to: a path below `content/landings`. */
    landing: pathSchema.optional(),
    /** What search engines and shared links show; its alternates are paths of articles. */
    seo: seoSchema.prefault({}),
    /** Rules of `npm run check` that stay silent about this article: the rule's id, and the reason why. */
    allow: allowSchema,
  })
  .refine(({ published, updated = published }) => published <= updated, {
    path: ["updated"],
    error: '"updated" is before "published".',
  });
export type Article = z.output<typeof articleSchema>;
