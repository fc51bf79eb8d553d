import { fill } from "../../content/schema/locales/index.ts";
import type { LandingView } from "../view.ts";
import type { Says } from "./form-checks.ts";
import { dayInWords } from "./words.ts";

/** What the script says to the visitor; the Worker says the same where there is no script. */
export function saysOf({ landing, texts, locale }: LandingView): Says & { early?: string; late?: string } {
  const { page, errors } = texts;
  return {
    required: errors.required,
    consent: errors.required_consent,
    pattern: errors.pattern,
    tooShort: fill(errors.too_short, { limit: "{minlength}" }),
    tooLong: fill(errors.too_long, { limit: "{maxlength}" }),
    rangeUnderflow: fill(errors.too_small, { limit: "{min}" }),
    rangeOverflow: fill(errors.too_large, { limit: "{max}" }),
    stepMismatch: fill(errors.step, { limit: "{step}" }),
    sending: page.sending,
    offline: page.offline,
    online: page.online,
    failed: page.failed,
    ...(landing.from && { early: fill(page.early, { day: dayInWords(landing.from, locale) }) }),
    ...(landing.until && { late: fill(page.late, { day: dayInWords(landing.until, locale) }) }),
  };
}
