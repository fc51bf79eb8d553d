import { fill } from "../../content/schema/locales/index.ts";
import type { LandingView } from "../view.ts";
import type { Says } from "./form-checks.ts";
import { dayInWords } from "./words.ts";

/** What the script says to the visitor; the Worker says the same where there is no script. */
export function saysOf({ landing, texts, locale }: LandingView): Says {
  const { page, errors } = texts;
  return {
    required: errors.required,
    consent: errors.required_consent,
    pattern: errors.pattern,
    tooShort: errors.too_short,
    tooLong: errors.too_long,
    rangeUnderflow: errors.too_small,
    rangeOverflow: errors.too_large,
    stepMismatch: errors.step,
    sending: page.sending,
    offline: page.offline,
    online: page.online,
    failed: page.failed,
    ...(landing.from && { early: fill(page.early, { day: dayInWords(landing.from, locale) }) }),
    ...(landing.until && { late: fill(page.late, { day: dayInWords(landing.until, locale) }) }),
  };
}
