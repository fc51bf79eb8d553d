import { sign } from "./digest.ts";
import { canonicalEmail } from "./identity.ts";

// Providers that read an address with and without dots as one inbox.
const dotless = new Set(["gmail.com", "googlemail.com"]);

/** The inbox behind `email`: what follows a plus is left out, and dots where they mean nothing; never used to write to. */
export function foldedEmail(email: string): string {
  const [local = "", domain = ""] = splitAtLast(canonicalEmail(email));
  const bare = local.replace(/(?<=.)\+.*$/, "");
  if (!dotless.has(domain)) return `${bare}@${domain}`;
  return `${bare.replaceAll(".", "")}@gmail.com`;
}

/** Keyed hash of the inbox behind `email`: caps and suppressions know it by nothing else. */
export function inboxOf(secret: string, email: string): Promise<string> {
  return sign(secret, `inbox:${foldedEmail(email)}`);
}

function splitAtLast(email: string): [string, string] {
  const at = email.lastIndexOf("@");
  return [email.slice(0, at), email.slice(at + 1)];
}
