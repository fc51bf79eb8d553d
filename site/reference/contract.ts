import type * as z from "zod";
import { articleSchema } from "../../content/schema/article.ts";
import { campaignSchema } from "../../content/schema/campaign.ts";
import { chapterSchema } from "../../content/schema/chapter.ts";
import { formSchema } from "../../content/schema/form.ts";
import { magnetSchema } from "../../content/schema/magnet.ts";
import { mailSchema } from "../../content/schema/mail.ts";
import { mailBlocksSchema } from "../../content/schema/mail-blocks.ts";
import { segmentSchema } from "../../content/schema/segment.ts";
import { sequenceSchema, sequenceStepSchema } from "../../content/schema/sequence.ts";
import { siteSchema } from "../../content/schema/site.ts";
import { landingSchema } from "../../templates/index.ts";
import { blocksSchema } from "./blocks.ts";

/** One kind of content file: its schema, where that is written, and which files it is for. */
export interface Kind {
  schema: z.ZodType;
  /** The module that exports `schema`, from the project's root, and the name it has there. */
  module: string;
  symbol: string;
  title: string;
  /** Which files an author writes to it. */
  files: string;
}

/** All that an author writes, kind by kind, in the order of the reference. */
export const kinds = {
  site: {
    schema: siteSchema,
    module: "content/schema/site.ts",
    symbol: "siteSchema",
    title: "The site",
    files: "content/site.yaml",
  },
  landing: {
    schema: landingSchema,
    module: "templates/index.ts",
    symbol: "landingSchema",
    title: "A landing",
    files: "content/landings/**/index.mdx",
  },
  form: {
    schema: formSchema,
    module: "content/schema/form.ts",
    symbol: "formSchema",
    title: "A form",
    files: "content/forms/**/*.yaml",
  },
  magnet: {
    schema: magnetSchema,
    module: "content/schema/magnet.ts",
    symbol: "magnetSchema",
    title: "A magnet",
    files: "content/magnets/**/index.mdx",
  },
  chapter: {
    schema: chapterSchema,
    module: "content/schema/chapter.ts",
    symbol: "chapterSchema",
    title: "A chapter of a book",
    files: "content/magnets/**/NN-<name>.mdx",
  },
  article: {
    schema: articleSchema,
    module: "content/schema/article.ts",
    symbol: "articleSchema",
    title: "An article",
    files: "content/articles/**/index.mdx",
  },
  segment: {
    schema: segmentSchema,
    module: "content/schema/segment.ts",
    symbol: "segmentSchema",
    title: "A segment",
    files: "content/segments/*.yaml",
  },
  mail: {
    schema: mailSchema,
    module: "content/schema/mail.ts",
    symbol: "mailSchema",
    title: "A mail of the service",
    files: "content/mails/**/{delivery,reminder,confirmation,copy,erasure,renewal}.mdx",
  },
  sequence: {
    schema: sequenceSchema,
    module: "content/schema/sequence.ts",
    symbol: "sequenceSchema",
    title: "A sequence of mails",
    files: "content/sequences/<name>/sequence.yaml",
  },
  "sequence-step": {
    schema: sequenceStepSchema,
    module: "content/schema/sequence.ts",
    symbol: "sequenceStepSchema",
    title: "A mail of a sequence",
    files: "content/sequences/<name>/NN-<step>.mdx",
  },
  campaign: {
    schema: campaignSchema,
    module: "content/schema/campaign.ts",
    symbol: "campaignSchema",
    title: "A campaign",
    files: "content/campaigns/<name>.mdx",
  },
  "mail-blocks": {
    schema: mailBlocksSchema,
    module: "content/schema/mail-blocks.ts",
    symbol: "mailBlocksSchema",
    title: "Blocks of mails",
    files: "in the text of a mail",
  },
  blocks: {
    schema: blocksSchema,
    module: "site/reference/blocks.ts",
    symbol: "blocksSchema",
    title: "Blocks",
    files: "in the text of a landing, an article or a chapter",
  },
} satisfies Record<string, Kind>;
export type KindName = keyof typeof kinds;
