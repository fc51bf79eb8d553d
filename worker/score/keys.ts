import type { Answers } from "../../content/schema/answers.ts";
import type { Catalog } from "../../content/schema/catalog.ts";
import type { FieldType } from "../../content/schema/field.ts";
import { canonicalEmail } from "../identity.ts";
import { foldedEmail } from "../inbox.ts";
import type { Facts } from "./facts.ts";

/** What a lead may share with another that is the same person. */
export interface SharedKeys {
  /** Their telephone; their name with their postal code or birthday. */
  always: string[];
  /** Their inbox, where the address is written in another way than most short. */
  folded: string | null;
  /** Their inbox, where it is not: it matters only beside one that is. */
  plain: string | null;
}

/** What the lead of `facts` is known by beside their identity. */
export function keysOf(catalog: Catalog, facts: Facts): SharedKeys {
  const { email, phone } = facts;
  const inbox = email === null ? null : foldedEmail(email);
  const isFolded = email !== null && inbox !== canonicalEmail(email);
  return {
    always: [...(phone === null ? [] : [`tel:${phone}`]), ...namesOf(catalog, facts)],
    folded: isFolded ? `inbox:${inbox}` : null,
    plain: isFolded || inbox === null ? null : `inbox:${inbox}`,
  };
}

/** The name with what tells it from the same name elsewhere. */
function namesOf(catalog: Catalog, { givenName, familyName, submissions }: Facts): string[] {
  const name = lettersOf([givenName ?? "", familyName ?? ""].join(" "));
  if (givenName === null || familyName === null || name === "") return [];
  return (["postal-code", "birthday"] as const).flatMap((type) => {
    const answer = latest(catalog, submissions, type);
    return answer === null ? [] : [`name:${name}|${answer.toLowerCase().replaceAll(" ", "")}`];
  });
}

function latest(
  { forms }: Catalog,
  submissions: readonly { form: string; answers: Answers }[],
  type: FieldType,
): string | null {
  for (const { form, answers } of submissions.toReversed()) {
    const field = forms[form]?.fields.find((each) => each.type === type);
    const answer = field && answers[field.name];
    if (typeof answer === "string") return answer;
  }
  return null;
}

/** The letters of a name, without accents and in whatever order it was given. */
function lettersOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/\p{L}+/gu) ?? []).toSorted().join(" ");
}
