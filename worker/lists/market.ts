import type { Catalog } from "../../content/schema/catalog.ts";
import type { FieldType } from "../../content/schema/field.ts";
import type { Facts } from "../score/facts.ts";
import { kindOfDomain } from "./providers.ts";

/** Whom a lead buys for: a business, or themselves. */
export type Market = "b2b" | "b2c";

/**
 * Whom the lead of `facts` buys for: as the business says, or else as what is known tells; null where nothing does.
 *
 * Only a business's answers and an address of a domain's own make it a business; an address at a provider for everybody
 * makes it a person, though many a small business has one: that is what the mark of the business itself is for.
 */
export function marketOf(catalog: Catalog, facts: Facts): Market | null {
  if (facts.marketSaid !== null) return facts.marketSaid;
  if (answersAsBusiness(catalog, facts)) return "b2b";
  if (facts.email === null || facts.disposable === 1) return null;
  switch (kindOfDomain(facts.email.slice(facts.email.lastIndexOf("@") + 1).toLowerCase())) {
    case "certified":
    case "own":
      return "b2b";
    case "free":
      return "b2c";
    case "school":
      return null;
  }
}

const businessFields: readonly FieldType[] = ["company", "vat", "job-title"];

function answersAsBusiness({ forms }: Catalog, { submissions }: Facts): boolean {
  return submissions.some(({ form, answers }) =>
    forms[form]?.fields.some(
      ({ type, name }) => businessFields.includes(type) && String(answers[name] ?? "").trim() !== "",
    ),
  );
}
