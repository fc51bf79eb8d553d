import type { Site } from "../../content/schema/site.ts";
import type { ContentDocument } from "../content/document.ts";
import { mistakeAt } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";

const day = 86_400_000;

/** `/.well-known/security.txt` as RFC 9116 wants it of a site that is built at `now`; empty when the site declares nothing. */
export function securityText({ url, security, locale, locales }: Site, now: number): string {
  if (security === undefined) return "";
  const { contact, expires = elevenMonthsFrom(now) } = security;
  const languages = [locale, ...locales.filter((other) => other !== locale)];
  return [
    `Contact: ${contact.includes("://") ? contact : `mailto:${contact}`}`,
    `Expires: ${expires}T23:59:59Z`,
    `Preferred-Languages: ${languages.join(", ")}`,
    `Canonical: ${url}/.well-known/security.txt\n`,
  ].join("\n");
}

/** A promise that has run out, or that nobody will look after, is a mistake: 30 days to a year is what holds. */
export function checkSecurity(
  document: ContentDocument,
  { security }: Site,
  now: number,
  mistakes: ContentMistake[],
): void {
  if (security?.expires === undefined) return;
  const left = Math.floor((Date.parse(security.expires) - now) / day);
  if (left >= 30 && left <= 366) return;
  const message =
    left < 30
      ? `security.txt expires on ${security.expires}, in less than 30 days.`
      : `security.txt would be valid until ${security.expires}, for more than a year.`;
  const until = new Date(now + 330 * day).toISOString().slice(0, 10);
  const cure = `Make sure that "contact" is still right, and set "expires" to a day within a year, such as ${until}.`;
  mistakes.push(mistakeAt(document, ["security", "expires"], message, cure));
}

/** The last day of a month, so that all builds of one month say the same. */
function elevenMonthsFrom(now: number): string {
  const today = new Date(now);
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 11, 0)).toISOString().slice(0, 10);
}
