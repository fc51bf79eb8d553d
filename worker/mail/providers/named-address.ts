import type { Mail } from "../mailer.ts";

/** `"Name" <address>`, for providers that take both in one string and encode the name themselves. */
export function namedAddress({ name, email }: Mail["from"]): string {
  return `"${name.replace(/["\\]/g, "")}" <${email}>`;
}
