import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/core";
import plans from "#phone-plans";

/** `text` as every network writes it, +390515550142; a number without prefix belongs to `country`. Null where it can be no number. */
export function readPhone(text: string, country: string): string | null {
  // Two zeros call abroad from here and from most of the world, whatever the field's own country dials.
  const figures = text.replace(/[^0-9+]/g, "").replace(/^00/, "+");
  const asked = isCountry(country) ? { defaultCountry: country } : {};
  const number = parsePhoneNumberFromString(figures, { ...asked, extract: false }, plans);
  return number?.isPossible() ? number.number : null;
}

/** `number` as people read it, +39 051 555 0142; what is no number of ours stays as it is. */
export function sayPhone(number: string): string {
  // Answers from before numbers were parsed are kept as they were typed.
  if (!number.startsWith("+")) return number;
  return parsePhoneNumberFromString(number, plans)?.formatInternational() ?? number;
}

/** Whether `number` can ring anywhere by its country's plan, where, and, of Italian ones, what rings. */
export function judgePhone(number: string): {
  valid: boolean;
  country: string | null;
  kind: "mobile" | "fixed" | null;
} {
  const parsed = parsePhoneNumberFromString(number, plans);
  const kind = { "3": "mobile", "0": "fixed" } as const;
  const first = parsed?.countryCallingCode === "39" ? parsed.nationalNumber.charAt(0) : "";
  return {
    valid: parsed?.isValid() ?? false,
    country: parsed?.country ?? null,
    kind: first === "3" || first === "0" ? kind[first] : null,
  };
}

function isCountry(country: string): country is CountryCode {
  return Object.hasOwn(plans.countries, country);
}
