import { hexDigest } from "../digest.ts";

/** What is known of one person that a platform may look for. */
export interface Known {
  email: string;
  /** With its country's code: +390515550142. */
  phone: string;
  givenName: string;
  familyName: string;
  city: string;
  province: string;
  postalCode: string;
  /** Two letters, ISO 3166. */
  country: string;
  /** 1990-12-31. */
  birthday: string;
}

/** A column of a platform's file: its head, what stands in it once it is in the platform's form, and whether it is hashed. */
interface Column {
  head: string;
  normal: (known: Known) => string;
  isPlain?: boolean;
}

const lower = (text: string) => text.trim().toLowerCase();
// Meta takes letters of any alphabet and figures, nothing between them.
const bare = (text: string) => lower(text).replace(/[^\p{L}\p{M}\p{N}]/gu, "");
const figures = (text: string) => text.replace(/\D/g, "").replace(/^0+/, "");
const unspaced = (text: string) => lower(text).replace(/\s+/g, "");

/** The address as Google reads it: without spaces and, at its own two domains, without dots and what follows a plus. */
function googleEmail(email: string): string {
  const [, local = "", domain = ""] = /^(.*)@(gmail\.com|googlemail\.com)$/.exec(unspaced(email)) ?? [];
  return domain === "" ? unspaced(email) : `${local.replace(/\+.*$/, "").replaceAll(".", "")}@${domain}`;
}

/** The address as TikTok reads it: small letters, and nothing from a plus on. */
function tiktokEmail(email: string): string {
  return unspaced(email).replace(/\+[^@]*(?=@)/, "");
}

/**
 * What each platform wants in a list of customers, with its exact heads.
 *
 * Meta (customer list): all of it hashed; telephone without plus, names and places without spaces and signs, birthday
 * as 19901231. Google (Customer Match): country and postal code in plain text, all else hashed; telephone with its plus.
 * TikTok (customer file): address and telephone, hashed, telephone with its plus.
 */
export const audienceRules = {
  meta: [
    { head: "email", normal: ({ email }) => lower(email) },
    { head: "phone", normal: ({ phone }) => figures(phone) },
    { head: "fn", normal: ({ givenName }) => bare(givenName) },
    { head: "ln", normal: ({ familyName }) => bare(familyName) },
    { head: "ct", normal: ({ city }) => bare(city) },
    { head: "st", normal: ({ province }) => bare(province) },
    { head: "zip", normal: ({ postalCode }) => unspaced(postalCode).replaceAll("-", "") },
    { head: "country", normal: ({ country }) => lower(country) },
    { head: "dob", normal: ({ birthday }) => birthday.replaceAll("-", "") },
  ],
  google: [
    { head: "Email", normal: ({ email }) => googleEmail(email) },
    { head: "Phone", normal: ({ phone }) => phone.replace(/[^\d+]/g, "") },
    { head: "First Name", normal: ({ givenName }) => lower(givenName).replace(/\s+/g, " ") },
    { head: "Last Name", normal: ({ familyName }) => lower(familyName).replace(/\s+/g, " ") },
    { head: "Country", normal: ({ country }) => country.trim().toUpperCase(), isPlain: true },
    { head: "Zip", normal: ({ postalCode }) => postalCode.trim(), isPlain: true },
  ],
  tiktok: [
    { head: "Email_SHA256", normal: ({ email }) => tiktokEmail(email) },
    { head: "Phone_SHA256", normal: ({ phone }) => phone.replace(/[^\d+]/g, "") },
  ],
} satisfies Record<string, Column[]>;
export type Platform = keyof typeof audienceRules;

/** The columns of the platform's file. */
export function audienceHeads(platform: Platform): string[] {
  return audienceRules[platform].map(({ head }) => head);
}

/** One row of it: each part in the platform's form and its SHA-256, hexadecimal; nothing stays nothing. */
export function audienceCells(platform: Platform, known: Known): Promise<string[]> {
  const columns: readonly Column[] = audienceRules[platform];
  return Promise.all(
    columns.map(({ normal, isPlain }) => {
      const text = normal(known);
      return text === "" || isPlain ? text : hexDigest(text);
    }),
  );
}
