import { getCountryCallingCode, isSupportedCountry } from "libphonenumber-js/min";

/** The prefix of telephone numbers in `country`, such as +39; none where it is not known. */
export function callingCode(country: string): string | undefined {
  return isSupportedCountry(country) ? `+${getCountryCallingCode(country)}` : undefined;
}
