import type * as z from "zod";
import { countdownSchema, ctaSchema, paramSchema, shareSchema, stickyBarSchema } from "./action-schema.ts";
import { figureSchema, logosSchema, testimonialSchema } from "./proof-schema.ts";
import {
  bareSchema,
  benefitSchema,
  comparisonSchema,
  gallerySchema,
  priceSchema,
  questionSchema,
  stepSchema,
  videoSchema,
} from "./schema.ts";
import { calloutSchema, pictureBlockSchema, pullQuoteSchema, tableSchema } from "./text-schema.ts";

/** What an author may write of a block. */
export interface BlockRule {
  /** Its keys. */
  props: z.ZodObject;
  /** What stands between its tags: nothing, text, a Markdown table alone, or only blocks of one name. */
  inside: "nothing" | "text" | "table" | { only: string };
  /** The block that it must stand in. */
  within?: string;
  /** Whether it needs a landing around it, with a form. */
  onLanding?: boolean;
}

/** The blocks that stand in a text without an import, by name. */
export const blockRules = {
  /** What the visitor gains, point by point; inside stand `Benefit` blocks. */
  Benefits: { props: bareSchema, inside: { only: "Benefit" } },
  /** One thing that the visitor gains; the text inside says how. */
  Benefit: { props: benefitSchema, inside: "text", within: "Benefits" },
  /** How it works, step by step; inside stand `Step` blocks. */
  Steps: { props: bareSchema, inside: { only: "Step" } },
  /** One step of how it works; the text inside says what happens. */
  Step: { props: stepSchema, inside: "text", within: "Steps" },
  /** What a customer said, in the customer's words: the text inside. */
  Testimonial: { props: testimonialSchema, inside: "text" },
  /** A few numbers that tell something; inside stand `Figure` blocks. */
  Figures: { props: bareSchema, inside: { only: "Figure" } },
  /** One number; the text inside says what it counts. */
  Figure: { props: figureSchema, inside: "text", within: "Figures" },
  /** Signs of people who trust the business, or of where it was spoken of. */
  Logos: { props: logosSchema, inside: "nothing" },
  /** What people ask; inside stand `Question` blocks, and search engines are told of them. */
  Faq: { props: bareSchema, inside: { only: "Question" } },
  /** One question that people ask; the text inside answers it. */
  Question: { props: questionSchema, inside: "text", within: "Faq" },
  /** A table that sets the offer beside the other ways. */
  Comparison: { props: comparisonSchema, inside: "nothing" },
  /** What something costs, and what is in the price; the text inside says more. */
  Price: { props: priceSchema, inside: "text" },
  /** A film that nothing loads before a press. */
  Video: { props: videoSchema, inside: "nothing" },
  /** Pictures side by side. */
  Gallery: { props: gallerySchema, inside: "nothing" },
  /** A box beside the way: the text inside is worth a second look. */
  Callout: { props: calloutSchema, inside: "text" },
  /** A sentence set large: the text inside. */
  PullQuote: { props: pullQuoteSchema, inside: "text" },
  /** A picture with a line under it. */
  Picture: { props: pictureBlockSchema, inside: "nothing" },
  /** A table with a caption; inside stands a Markdown table. */
  Table: { props: tableSchema, inside: "table" },
  /** A button that asks the visitor to act; the text inside stands above it. */
  Cta: { props: ctaSchema, inside: "text" },
  /** A bar at the foot of the window while the visitor reads; it makes way for the form. */
  StickyBar: { props: stickyBarSchema, inside: "nothing", onLanding: true },
  /** The landing's form, at this place instead of the template's own. */
  Form: { props: bareSchema, inside: "nothing", onLanding: true },
  /** The time that is left until a true end. */
  Countdown: { props: countdownSchema, inside: "nothing" },
  /** A word that the page's address may change, to one of a list. */
  Param: { props: paramSchema, inside: "nothing", onLanding: true },
  /** Links that pass the page on, without anything from others on it. */
  Share: { props: shareSchema, inside: "nothing" },
} as const satisfies Record<string, BlockRule>;

export type BlockName = keyof typeof blockRules;

/** The names of all blocks. */
export const blockNames = Object.keys(blockRules).filter(isBlock);

/** Whether a block is called `name`. */
export function isBlock(name: string): name is BlockName {
  return Object.hasOwn(blockRules, name);
}

/** What holds of the block called `name`. */
export function ruleOf(name: BlockName): BlockRule {
  return blockRules[name];
}
