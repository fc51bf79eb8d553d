import * as z from "zod";
import { cleanText } from "../../content/schema/answers.ts";
import { canonicalEmail } from "../identity.ts";
import { readPhone } from "../phone.ts";

const emailSchema = z.email({ pattern: z.regexes.unicodeEmail }).max(254);

/** `text` as an address that mails can go to; null where it is none. */
export function readEmail(text: string): string | null {
  const { success, data } = emailSchema.safeParse(cleanText(text));
  return success ? data : null;
}

/** The names under which a lead with this address or number is known; none where `text` is neither. */
export function identitiesOf(text: string): string[] {
  const email = readEmail(text);
  const phone = text.includes("@") ? null : readPhone(text, "IT");
  return [
    ...(email === null ? [] : [`email:${canonicalEmail(email)}`]),
    ...(phone === null ? [] : [`tel:${phone}`]),
  ];
}
