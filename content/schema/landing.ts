import * as z from "zod";
import { allowSchema } from "./allow.ts";
import { type Condition, conditionSchema } from "./condition.ts";
import { drawSchema } from "./draw.ts";
import { networks } from "./engagement.ts";
import { formSchema } from "./form.ts";
import { paramsSchema } from "./params.ts";
import { daySchema, lineSchema, localeSchema, nameSchema, pathSchema, pictureSchema } from "./primitives.ts";
import { seoSchema } from "./seo.ts";
import { endingShape, thanksSchema } from "./thanks.ts";
import { themeChangeSchema } from "./theme.ts";

/** One thing that a landing gives away, to all or to some. */
const givenSchema = z.union([
  pathSchema.transform(givenToAll),
  z
    .strictObject({
      /** The name of a folder in `content/magnets`. */
      name: pathSchema,
      /** The answers that bring it; others do not get it. */
      when: conditionSchema.optional(),
      /** Whether it is for those alone to whom no answer brings another. */
      otherwise: z.boolean().default(false),
    })
    .refine(({ when, otherwise }) => !(when !== undefined && otherwise), {
      path: ["otherwise"],
      error: 'Give either "when" or "otherwise".',
    }),
]);
export type Given = z.output<typeof givenSchema>;

/** An ending for those whose answers lead to it. */
const outcomeSchema = z.strictObject({
  /** The last part of its address. */
  name: nameSchema,
  /** The answers that lead to it. */
  when: conditionSchema,
  ...endingShape,
});
export type LandingOutcome = z.output<typeof outcomeSchema>;

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
  /** Words that the page's address may change, as in ?citta=Roma; `{citta}` in title and intro stands for them. */
  params: paramsSchema,
  /** The page's one big picture. */
  image: pictureSchema.optional(),
  /** What it gives away: the name of a folder in `content/magnets`, or a list of them; one by the answers as `{ name, when }`. */
  magnet: z
    .union([pathSchema.transform((name) => [givenToAll(name)]), z.array(givenSchema).max(10)])
    .default([])
    .superRefine((given, context) => {
      const names = given.map(({ name }) => name);
      names.forEach((name, place) => {
        if (names.indexOf(name) === place) return;
        context.addIssue({ code: "custom", path: [place], message: `"${name}" stands here twice.` });
      });
      if (given.some(({ otherwise }) => otherwise) && given.every(({ when }) => when === undefined)) {
        const message = '"otherwise" is for those to whom no answer brings another, and none has "when".';
        context.addIssue({ code: "custom", path: [given.findIndex(({ otherwise }) => otherwise)], message });
      }
    }),
  /** Where the visitor gets it: by e-mail, on the page at once, or both. */
  delivery: z.enum(["email", "page", "both"]).default("email"),
  /** What it asks: the name of a file in `content/forms`, or the form itself. */
  form: z.union([pathSchema, formSchema]),
  /** What the visitor reads after sending. */
  thanks: thanksSchema.prefault({}),
  /** Other endings for certain answers, each a page of its own; the first that fits is shown instead of `thanks`. */
  outcomes: z
    .array(outcomeSchema)
    .max(20)
    .default([])
    .superRefine((outcomes, context) => {
      const names = outcomes.map(({ name }) => name);
      names.forEach((name, place) => {
        if (names.indexOf(name) === place) return;
        const message = `Two outcomes are called "${name}"; each needs an address of its own.`;
        context.addIssue({ code: "custom", path: [place, "name"], message });
      });
    }),
  /** Networks that the thank-you page offers to share the landing on: whatsapp, telegram, facebook, linkedin, x. */
  share: z.array(z.enum(networks)).max(networks.length).default([]),
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
  /** A prize draw or a promotion with prizes: what DPR 430/2001 wants people to be told. */
  draw: drawSchema.optional(),
  /** Rules of `npm run check` that stay silent about this page: the rule's id, and the reason why. */
  allow: allowSchema,
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

function givenToAll(name: string): { name: string; when?: Condition | undefined; otherwise: boolean } {
  return { name, otherwise: false };
}

export type Landing = z.output<typeof landingShape>;
export type Delivery = Landing["delivery"];
export type Stage = Landing["stage"];
