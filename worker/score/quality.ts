import type { Catalog } from "../../content/schema/catalog.ts";
import { judgePhone } from "../phone.ts";
import { judgeEmail } from "./email.ts";
import type { Facts } from "./facts.ts";
import { isPlausible } from "./names.ts";

/** Why a contact can be relied on, or not. */
type QualityReason =
  | "confirmed"
  | "unconfirmed"
  | "phone-mobile"
  | "phone-fixed"
  | "email-odd"
  | "typo"
  | "disposable"
  | "role"
  | "bounced"
  | "complaint"
  | "phone-invalid"
  | "phone-abroad"
  | "name-odd";

/** How far a contact can be relied on: 0 not at all, 1 hardly, 2 as far as one can tell, 3 proved. */
export interface Quality {
  mark: 0 | 1 | 2 | 3;
  reasons: QualityReason[];
}

// The mark is the lowest of these that applies, of 3 for a confirmed address and 2 for any other contact.
const atMost: Partial<Record<QualityReason, Quality["mark"]>> = {
  "email-odd": 0,
  typo: 0,
  bounced: 0,
  complaint: 0,
  disposable: 1,
  "name-odd": 1,
  "phone-invalid": 1,
  role: 2,
  "phone-abroad": 2,
};

/** How far `facts` tell that the lead can be reached, and why. */
export function qualityOf(catalog: Catalog, facts: Facts): Quality {
  const phone = facts.phone === null ? null : judgePhone(facts.phone);
  const reasons = [...aboutEmail(facts), ...aboutPhone(catalog, facts, phone), ...aboutName(facts)];
  const lowest = Math.min(
    reasons.includes("confirmed") ? 3 : 2,
    ...reasons.map((reason) => atMost[reason] ?? 3),
  ) as Quality["mark"];
  // Whom no mail reaches can still be called.
  return { mark: lowest === 0 && phone?.valid === true ? 1 : lowest, reasons };
}

function aboutEmail({ email, confirmedAt, disposable, bounce }: Facts): QualityReason[] {
  if (email === null) return [];
  // An address that answered is the right one, however it looks.
  const looks =
    confirmedAt === null ? judgeEmail(email) : judgeEmail(email).filter((flaw) => flaw === "role");
  return [
    confirmedAt === null ? "unconfirmed" : "confirmed",
    ...looks,
    ...(disposable === 1 ? (["disposable"] as const) : []),
    ...(bounce === "hard" ? (["bounced"] as const) : []),
    ...(bounce === "complaint" ? (["complaint"] as const) : []),
  ];
}

function aboutPhone(
  catalog: Catalog,
  facts: Facts,
  phone: ReturnType<typeof judgePhone> | null,
): QualityReason[] {
  if (phone === null) return [];
  if (!phone.valid) return ["phone-invalid"];
  const home = countryOf(catalog, facts);
  return [
    ...(phone.kind === null ? [] : ([`phone-${phone.kind}`] as const)),
    ...(home !== null && phone.country !== null && home !== phone.country ? (["phone-abroad"] as const) : []),
  ];
}

/** The country that the lead said, or else the one that the form takes numbers to be of. */
function countryOf({ forms }: Catalog, { submissions }: Facts): string | null {
  let supposed: string | null = null;
  for (const { form, answers } of submissions.toReversed()) {
    for (const field of forms[form]?.fields ?? []) {
      const answer = answers[field.name];
      if (field.type === "country" && typeof answer === "string") return answer;
      if (field.type === "phone" && answer !== undefined) supposed ??= field.country;
    }
  }
  return supposed;
}

function aboutName({ givenName, familyName }: Facts): QualityReason[] {
  const names = [givenName, familyName].filter((name) => name !== null);
  return names.every(isPlausible) ? [] : ["name-odd"];
}
