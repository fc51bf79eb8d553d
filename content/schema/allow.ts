import * as z from "zod";
import { lineSchema } from "./primitives.ts";

/** The rules of `npm run check` that an author may silence on a page, with a reason. */
export const ruleIds = [
  "consent-catch-all",
  "consent-forced",
  "consent-unconfirmed",
  "consent-no-withdrawal",
  "consent-partners",
  "owner-details",
  "owner-pec",
  "retention",
  "privacy-notice",
  "draw-missing",
  "draw-incomplete",
  "draw-dates",
  "special-category",
  "birthday",
  "title-length",
  "title-duplicate",
  "description-length",
  "description-duplicate",
  "share-image",
  "noindex",
  "canonical-elsewhere",
  "alternates-missing",
  "alt-useless",
  "heading-order",
  "link-text",
  "page-language",
  "page-weight",
  "pages-promise",
  "magnet-language",
  "magnet-age",
  "magnet-pages",
  "magnet-file-language",
  "magnet-dead-link",
  "magnet-size",
  "print-resolution",
  "until-past",
  "coupon-ends-early",
  "reading-ease",
  "placeholder-text",
  "submit-generic",
  "broken-link",
  "http-link",
  "two-goals",
  "form-length",
  "mail-weight",
  "mail-subject",
  "mail-preheader",
] as const;
export type RuleId = (typeof ruleIds)[number];

/** Rules that stay silent on this page, each with the reason why. */
export const allowSchema = z.partialRecord(z.enum(ruleIds), lineSchema).default({});
export type Allow = z.output<typeof allowSchema>;
