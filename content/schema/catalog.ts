import * as z from "zod";
import { backendShape } from "./backend.ts";
import { catalogCampaignSchema } from "./campaign.ts";
import { campaignsSchema } from "./campaigns.ts";
import { conditionSchema } from "./condition.ts";
import { consentSchema } from "./consent.ts";
import { formSchema } from "./form.ts";
import { hygieneSchema } from "./hygiene.ts";
import { landingShape } from "./landing.ts";
import { limitsSchema } from "./limits.ts";
import { couponValueSchema } from "./magnet.ts";
import { mailKinds } from "./mail.ts";
import { localeSchema } from "./primitives.ts";
import { scoreSchema } from "./score.ts";
import { segmentsSchema } from "./segment.ts";
import { catalogSequenceSchema } from "./sequence.ts";
import { ownerSchema, shopSchema } from "./site.ts";

/** A file that grants open; it lies among the assets under a path that only the Worker may fetch. */
const fileSchema = z.strictObject({
  /** The name a visitor's device stores it under. */
  name: z.string(),
  /** Where it lies among the assets, from the root. */
  path: z.string().startsWith("/_private/files/"),
  /** Its media type. */
  type: z.string(),
  /** Its size in bytes. */
  size: z.number().int().nonnegative(),
  /** SHA-256 of its bytes, hexadecimal: the ETag. */
  sha256: z.string().length(64),
  /** Where it lies: among the assets, or, too large for them, in the bucket `FILES` under its SHA-256. */
  store: z.enum(["assets", "bucket"]).default("assets"),
  /** Present where each person's copy is stamped: how many bytes of the file stay, and where the rest is told how to make. */
  stamp: z
    .strictObject({
      /** Bytes from the start that every copy has. */
      keep: z.number().int().positive(),
      /** Where the makings of the rest lie among the assets (JSON). */
      makings: z.string().startsWith("/_private/files/"),
    })
    .optional(),
});
export type CatalogFile = z.output<typeof fileSchema>;

/** A length of time, ready to be reckoned with. */
const seconds = z.number().int().nonnegative();

const granted = {
  title: z.string(),
  summary: z.string().optional(),
  /** Seconds for which a grant may be used. */
  expires: z.number().int().positive(),
  /** Times a grant may be opened. */
  uses: z.number().int().positive(),
  /** Seconds after its issue, or before a coupon's end, at which one mail reminds of it. */
  remind: z.number().int().positive().optional(),
};

const catalogMagnetSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("coupon"),
    ...granted,
    value: couponValueSchema,
    terms: z.array(z.string()),
    validFrom: z.string().optional(),
    validUntil: z.string().optional(),
    validDays: z.number().int().optional(),
    quota: z.number().int().optional(),
    perPerson: z.number().int(),
    prefix: z.string().optional(),
    shops: z.array(z.string()),
    weekdays: z.array(z.number().int()).optional(),
    hours: z.strictObject({ from: z.string(), to: z.string() }).optional(),
    combinable: z.boolean(),
    /** Where the makings of its PDF lie among the assets (JSON); the page they are for stands beside them. */
    sheet: z.string().startsWith("/_private/").optional(),
  }),
  z.strictObject({ kind: z.enum(["ebook", "file"]), ...granted, files: z.array(fileSchema).min(1) }),
  z.strictObject({
    kind: z.literal("video"),
    ...granted,
    /** The film, and its subtitles; none where it lies elsewhere. */
    files: z.array(fileSchema),
    /** The film's address elsewhere. */
    embed: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("link"), ...granted, href: z.string() }),
]);
export type CatalogMagnet = z.output<typeof catalogMagnetSchema>;
export type CatalogCoupon = Extract<CatalogMagnet, { kind: "coupon" }>;

/** What the Worker needs of a theme: its mails and its own pages have no template. */
const coloursSchema = z.strictObject({
  primary: z.string(),
  onPrimary: z.string(),
  paper: z.string(),
  ink: z.string(),
});
export type Colours = z.output<typeof coloursSchema>;

const catalogConsentSchema = consentSchema.safeExtend({
  /** The number of this wording, as content/consents.lock.yaml counts it; receipts name it. */
  version: z.number().int().positive().optional(),
});
export type CatalogConsent = z.output<typeof catalogConsentSchema>;

const catalogFormSchema = formSchema.safeExtend({
  /** What people may agree to, and which wording of it this is. */
  consents: z.array(catalogConsentSchema).default([]),
});
export type CatalogForm = z.output<typeof catalogFormSchema>;

/** What the Worker fills into a landing's page before it shows it. */
const dynamicSchema = z.strictObject({
  /** Where the page lies among the assets: no visitor may fetch it as it is. */
  page: z.string().startsWith("/_private/"),
  /** Words that the page's address may choose, out of a list, by the name of its query parameter. */
  params: z.record(
    z.string(),
    z.strictObject({
      /** What stands there when the address names nothing of the list. */
      default: z.string(),
      /** What the address may choose. */
      options: z.array(z.string()),
    }),
  ),
  /** Sentences with such words in them, as `{name}`. */
  words: z.strictObject({
    /** The landing's heading. */
    title: z.string().optional(),
    /** The sentence under it. */
    intro: z.string().optional(),
  }),
});
export type Dynamic = z.output<typeof dynamicSchema>;

const catalogLandingSchema = z.strictObject({
  locale: localeSchema,
  title: z.string(),
  template: z.string(),
  stage: landingShape.shape.stage.unwrap(),
  campaign: z.string().optional(),
  /** A key of `forms`. */
  form: z.string(),
  /** What it gives away, and to whom. */
  magnets: z.array(
    z.strictObject({
      /** A key of `magnets`. */
      name: z.string(),
      /** The answers that bring it. */
      when: conditionSchema.optional(),
      /** Whether it is for those alone to whom no answer brings another. */
      otherwise: z.boolean().default(false),
    }),
  ),
  delivery: landingShape.shape.delivery.unwrap(),
  /** Addresses of its pages: the landing, its thank-you, and the private page that shows a grant. */
  pages: z.strictObject({
    landing: z.string(),
    thanks: z.string(),
    grant: z.string().startsWith("/_private/"),
    /** Where people end whom the offer does not fit; the form says who they are. */
    disqualified: z.string().optional(),
  }),
  /** Endings for certain answers, in their order; the first that fits takes the place of `pages.thanks`. */
  outcomes: z.array(z.strictObject({ when: conditionSchema, page: z.string() })).default([]),
  /** Present where the Worker makes the page out of a private one. */
  dynamic: dynamicSchema.optional(),
  /** The landing's own colours, for its mails and its errors. */
  colours: coloursSchema,
  /** The first and the last day on which the form accepts answers. */
  from: z.string().optional(),
  until: z.string().optional(),
});
export type CatalogLanding = z.output<typeof catalogLandingSchema>;

/** A mail in the author's own words; they lie among the assets, for only few of them are needed at a time. */
const catalogMailSchema = z.strictObject({
  kind: z.enum(mailKinds),
  locale: localeSchema,
  /** The landing that it belongs to alone. */
  landing: z.string().optional(),
  /** Where its words lie (JSON). */
  asset: z.string().startsWith("/_private/mails/"),
});
export type CatalogMail = z.output<typeof catalogMailSchema>;

/** What the build tells the Worker; private, bundled with it, never served. */
export const catalogSchema = z.strictObject({
  /** SHA-256 of the content and the templates this was built from: receipts and submissions name it. */
  build: z.string(),
  site: z.strictObject({
    name: z.string(),
    url: z.string(),
    locale: localeSchema,
    timeZone: z.string(),
    owner: ownerSchema,
    sender: z.strictObject({ name: z.string(), email: z.string(), replyTo: z.string().optional() }),
    shops: z.array(shopSchema),
    /** What campaigns cost. */
    campaigns: campaignsSchema.default({}),
    /** How leads are scored. */
    score: scoreSchema.extend({ halfLife: seconds.min(14 * 86_400).default(30 * 86_400) }).prefault({}),
    /** The brand's colours, for what belongs to no landing. */
    colours: coloursSchema,
    /** Address of the privacy page in each language the site speaks. */
    privacy: z.partialRecord(localeSchema, z.string()),
    limits: limitsSchema.extend({
      inbox: limitsSchema.shape.inbox.unwrap().extend({ spacing: seconds }),
    }),
    /** Whether a sale that was noted is enough for mails about something alike. */
    softOptIn: z.boolean().default(false),
    /** How long somebody is silent before they are asked whether mails may go on, and how long the answer is waited for. */
    hygiene: hygieneSchema.extend({ silent: seconds.positive(), answer: seconds.positive() }).optional(),
    retention: z.strictObject({ unconfirmed: seconds, leads: seconds, networks: seconds }),
    ...backendShape,
  }),
  landings: z.record(z.string(), catalogLandingSchema),
  forms: z.record(z.string(), catalogFormSchema),
  magnets: z.record(z.string(), catalogMagnetSchema),
  /** Questions about leads that content brings along, by name. */
  segments: segmentsSchema.default({}),
  /** Mails of the service in the author's own words, by their paths. */
  mails: z.record(z.string(), catalogMailSchema).default({}),
  /** Nurture mails, by the names of their folders. */
  sequences: z.record(z.string(), catalogSequenceSchema).default({}),
  /** Direct e-mails, by the names of their files. */
  campaigns: z.record(z.string(), catalogCampaignSchema).default({}),
});
export type Catalog = z.output<typeof catalogSchema>;
/** The catalog as it stands in its file. */
export type CatalogFileContents = z.input<typeof catalogSchema>;

/** The catalogs of several clients of one agency. */
export const catalogsSchema = z.strictObject({
  /** One catalog for each client, by the host that its visitors see. */
  clients: z.record(z.string().regex(/^[a-z0-9.-]+(:\d+)?$/), catalogSchema),
});
/** What the catalog's file may hold: the catalog of one client, or those of several. */
export type CatalogsInFile = CatalogFileContents | z.input<typeof catalogsSchema>;
