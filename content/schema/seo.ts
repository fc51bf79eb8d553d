import * as z from "zod";
import { besideSchema, lineSchema, localeSchema, pathSchema } from "./primitives.ts";

/** What search engines and shared links show of a page. */
export const seoSchema = z.strictObject({
  /** Heading of the search result; longer titles get cut off. Default: the page's title. */
  title: lineSchema.max(60).optional(),
  /** The two lines under the heading in a search result. Default: the page's intro. */
  description: lineSchema.max(160).optional(),
  /** The picture of a shared link, beside the landing. Default: the landing's image. */
  image: besideSchema.optional(),
  /** Leave the page out of search results and the sitemap. */
  noindex: z.boolean().default(false),
  /** The address that search engines should take for this page, when it is not its own. */
  canonical: z
    .url({ protocol: /^https$/, error: "Write the whole address, starting with https://." })
    .optional(),
  /** The same page in other languages: locale and path of the landing. Both pages must name each other. */
  alternates: z.partialRecord(localeSchema, pathSchema).default({}),
});
export type Seo = z.output<typeof seoSchema>;
