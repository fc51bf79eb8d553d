import type { Catalog } from "../../content/schema/catalog.ts";
import { readCouponCode } from "../../content/schema/coupon-code.ts";
import { canonicalEmail } from "../identity.ts";
import { readPhone } from "../phone.ts";
import type { Bound } from "./bound.ts";

/**
 * What is true of the leads that `query` names by a whole address, number, identifier or coupon, each looked up in an
 * index; those merged into another lead lead to that one. Null where it looks like none of these.
 */
export function exactSql(query: string, catalog: Catalog, bound: Bound): string | null {
  const phones = phonesIn(query, catalog);
  const identities = [...emailsIn(query), ...phones];
  const code = readCouponCode(query);
  const ways = [
    ...(identities.length === 0
      ? []
      : [`SELECT id FROM lead AS known WHERE ${bound.among("known.identity", identities)}`]),
    // Numbers beside an address; the clock notes them.
    ...(phones.length === 0 ? [] : [`SELECT lead_id FROM lead_key WHERE ${bound.among("key", phones)}`]),
    ...(code === null ? [] : [`SELECT lead_id FROM coupon WHERE code = ${bound.mark(code)}`]),
    ...(/^[\w-]{22}$/.test(query)
      ? [
          `SELECT id FROM lead AS known WHERE known.id = ${bound.mark(query)}`,
          `SELECT lead_id FROM submission WHERE submission.id = ${bound.mark(query)}`,
        ]
      : []),
  ];
  if (ways.length === 0) return null;
  return `lead.id IN (SELECT coalesce(own.merged_into, own.id) FROM lead AS own
    WHERE own.id IN (${ways.join(" UNION ALL ")}))`;
}

function emailsIn(query: string): string[] {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(query) ? [`email:${canonicalEmail(query)}`] : [];
}

/** A number typed without its prefix may be of any country whose numbers a form takes. */
function phonesIn(query: string, { forms }: Catalog): string[] {
  if (!/^[+0-9 ()./-]+$/.test(query) || query.replace(/[^0-9]/g, "").length < 7) return [];
  const fields = Object.values(forms).flatMap((form) => form.fields);
  const countries = fields.flatMap((field) => (field.type === "phone" ? [field.country] : []));
  const read = [...new Set(["", ...countries])].flatMap((country) => readPhone(query, country) ?? []);
  return [...new Set(read)].map((number) => `tel:${number}`);
}
