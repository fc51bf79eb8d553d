import type { Locale } from "../primitives.ts";
import { privacyEn } from "./en-privacy.ts";
import { privacyIt } from "./it-privacy.ts";

/** What the privacy notice says, whatever the language. */
export type PrivacyTexts = typeof privacyIt;

const notices: Record<Locale, PrivacyTexts> = { it: privacyIt, en: privacyEn };

/** The privacy notice in `locale`. */
export function privacyIn(locale: Locale): PrivacyTexts {
  return notices[locale];
}
