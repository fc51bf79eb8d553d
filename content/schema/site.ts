import * as z from "zod";
import { allowSchema } from "./allow.ts";
import { backendShape } from "./backend.ts";
import { campaignsSchema } from "./campaigns.ts";
import { hygieneSchema } from "./hygiene.ts";
import { isVatNumber } from "./italian-codes.ts";
import { limitsSchema } from "./limits.ts";
import {
  besideSchema,
  daySchema,
  durationSchema,
  lineSchema,
  localeSchema,
  nameSchema,
} from "./primitives.ts";
import { scoreSchema } from "./score.ts";
import { themeSchema } from "./theme.ts";

const phone = z
  .string()
  .regex(/^\+[0-9][0-9 ]{5,18}$/, "Write the number with its country, as in +39 051 555 0142, in quotes.");

const emailAddress = z.email("Write a whole e-mail address, as in ciao@example.com.");

/** A postal address, as on an envelope. */
export const addressSchema = z.strictObject({
  /** Street and number. */
  street: lineSchema,
  /** Postal code; in Italy the five digits of the CAP, in quotes. */
  postalCode: z.string().min(3).max(12),
  /** Town or city. */
  city: lineSchema,
  /** Province, two letters in Italy. */
  province: lineSchema.max(40).optional(),
  /** Country, two letters. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "Use the two capital letters of the country, such as IT.")
    .default("IT"),
});
export type Address = z.output<typeof addressSchema>;

/** Who answers for the data (GDPR art. 13(1)(a)); the privacy page and every mail's footer are built from it. */
export const ownerSchema = z.strictObject({
  /** The legal name of the business. */
  name: lineSchema,
  /** Partita IVA, eleven digits, in quotes. */
  vat: z
    .string()
    .refine(isVatNumber, "This is no valid partita IVA: eleven digits, the last a check digit.")
    .optional(),
  /** Where the business has its seat. */
  address: addressSchema,
  /** Where people write about their data. */
  email: emailAddress,
  /** Telephone, with the country's prefix. */
  phone: phone.optional(),
  /** Certified e-mail (PEC), where there is one. */
  pec: emailAddress.optional(),
  /** The data protection officer's address, where one was named. */
  dpo: emailAddress.optional(),
});
export type Owner = z.output<typeof ownerSchema>;

/** A place where coupons are redeemed. */
export const shopSchema = z.strictObject({
  /** The shop's short name, which magnets refer to. */
  name: nameSchema,
  /** What people call it. */
  title: lineSchema,
  /** Where it is. */
  address: addressSchema,
  /** Its telephone, with the country's prefix. */
  phone: phone.optional(),
  /** Opening hours in plain words. */
  hours: lineSchema.optional(),
});
export type Shop = z.output<typeof shopSchema>;

/** Where people report a hole in the site's safety, for `/.well-known/security.txt` (RFC 9116). */
export const securitySchema = z.strictObject({
  /** Where to write or call: an e-mail address, or a page that starts with https://. */
  contact: z.union([emailAddress, z.url({ protocol: /^https$/ })], {
    error: "Write an e-mail address, or an address that starts with https://.",
  }),
  /** The day until which this holds, at most a year away; the build stops 30 days before it. Default: eleven months from the build. */
  expires: daySchema.optional(),
});
export type Security = z.output<typeof securitySchema>;

/** How long what is kept is kept. */
export const retentionSchema = z.strictObject({
  /** Leads that never confirmed their address. */
  unconfirmed: durationSchema.prefault("30 days"),
  /** Leads from whom nothing was heard. */
  leads: durationSchema.prefault("24 months"),
  /** Network addresses. */
  networks: durationSchema.prefault("90 days"),
});
export type Retention = z.output<typeof retentionSchema>;

/** `content/site.yaml`: the business, its brand, and who answers for the data. */
export const siteSchema = z
  .strictObject({
    /** The name of the business, as people know it. */
    name: lineSchema.max(80),
    /** What it does, in a sentence; the home page shows it. */
    tagline: lineSchema.optional(),
    /** The site's address, https, without a path. */
    url: z
      .url({ protocol: /^https$/, error: "Write the site's address, starting with https://." })
      .refine(
        (url) => new URL(url).pathname === "/" && !url.endsWith("/"),
        "Leave out the path and the last slash.",
      ),
    /** The language of pages that name none. */
    locale: localeSchema.default("it"),
    /** All languages the site speaks. Default: the one above. */
    locales: z.array(localeSchema).min(1).optional(),
    /** The time zone in which days begin and end. */
    timeZone: z
      .string()
      .refine(isTimeZone, "This is no time zone; use a name such as Europe/Rome.")
      .default("Europe/Rome"),
    /** Who answers for the data. */
    owner: ownerSchema,
    /** Whom mails come from. */
    sender: z.strictObject({
      /** The name in the reader's inbox. */
      name: lineSchema.max(80),
      /** The address mails come from; its domain must be yours. */
      email: emailAddress,
      /** Where replies go, when elsewhere. */
      replyTo: emailAddress.optional(),
    }),
    /** The brand's tokens. */
    theme: themeSchema,
    /** The logo, an SVG file in `content/`. */
    logo: besideSchema.optional(),
    /** How long data is kept. */
    retention: retentionSchema.prefault({}),
    /** How lists are kept of people who still want mails; nobody is asked or let go where this is not written. */
    hygiene: hygieneSchema.optional(),
    /** How much is taken, and how much is mailed, before it looks like abuse. */
    limits: limitsSchema.prefault({}),
    /** Declares that customers are told, as they buy, that mails about similar products may follow and can be refused (Codice privacy art. 130(4)): campaigns with `basis: soft-opt-in` reach those whose sale is noted at the desk. */
    softOptIn: z.boolean().default(false),
    ...backendShape,
    /** The shops where coupons are redeemed. */
    shops: z.array(shopSchema).default([]),
    /** What campaigns cost, by the name that landings give under `campaign`: the desk then tells what a lead and a redeemed coupon cost. */
    campaigns: campaignsSchema.default({}),
    /** How leads are scored, beside the points that forms give to answers: what acts count, and how fast they fade. */
    score: scoreSchema.prefault({}),
    /** The business's pages elsewhere (Instagram, Facebook, a map), which search engines tie to it. */
    social: z
      .array(z.url({ protocol: /^https$/, error: "Write the whole address, starting with https://." }))
      .max(20)
      .default([]),
    /** Rules of `npm run check` that stay silent about this file: the rule's id, and the reason why. */
    allow: allowSchema,
    /** Where people report a hole in the site's safety. Default: nothing is published. */
    security: securitySchema.optional(),
  })
  .transform((site) => ({ ...site, locales: site.locales ?? [site.locale] }))
  .refine((site) => site.challenge !== "turnstile" || site.turnstileKey !== undefined, {
    path: ["turnstileKey"],
    error: "Turnstile needs the site key that its page shows.",
  })
  .refine((site) => site.locales.includes(site.locale), {
    path: ["locales"],
    error: "The list must contain the site's own locale.",
  })
  .refine(
    ({ hygiene, retention }) => hygiene === undefined || hygiene.silent + hygiene.answer < retention.leads,
    {
      path: ["hygiene"],
      error:
        "Whoever is silent would be deleted before: “retention: leads” must be longer than both times together.",
    },
  )
  .refine((site) => new Set(site.shops.map((shop) => shop.name)).size === site.shops.length, {
    path: ["shops"],
    error: "Two shops have the same name.",
  });
export type Site = z.output<typeof siteSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
