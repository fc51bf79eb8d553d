import { decayAt } from "../score/decay.ts";
import type { Making } from "./compile.ts";

/** Finds out whether a test holds for any of the values that a lead has in one place. */
export type Some = (test: (value: string) => string) => string;

/** The lead and those merged into it. */
export const twins =
  "(SELECT lead.id UNION ALL SELECT twin.id FROM lead AS twin WHERE twin.merged_into = lead.id)";

const columns: Readonly<Record<string, string>> = {
  email: "lead.email",
  phone: "lead.phone",
  "given-name": "lead.given_name",
  "family-name": "lead.family_name",
  name: "nullif(concat_ws(' ', lead.given_name, lead.family_name), '')",
  locale: "lead.locale",
  status: "lead.status",
  created: "lead.created_at",
  seen: "lead.seen_at",
  confirmed: "lead.confirmed_at",
  quality: "lead.quality",
  market: "coalesce(lead.market, 'unknown')",
};

/** The column of `lead` that `field` is, or null. */
export function columnOf(field: string): string | null {
  return Object.hasOwn(columns, field) ? (columns[field] ?? null) : null;
}

/** The values that a lead has at `field`: in its own row, its tags, its posts or its sources. */
export function valuesAt(field: string, { catalog, now, bound }: Making): Some {
  const column = columnOf(field);
  if (column !== null) return (test) => `(${column} IS NOT NULL AND ${test(column)})`;
  if (field === "score") {
    // Rounded as people read it.
    const score = `floor(lead.fit + lead.heat * ${bound.mark(decayAt(catalog, now))} + 0.5)`;
    return (test) => test(score);
  }
  if (field === "tag")
    return (test) =>
      `EXISTS (SELECT 1 FROM lead_tag WHERE lead_tag.lead_id = lead.id AND ${test("lead_tag.tag")})`;
  if (field === "source") return ofPosts("post.source_label");
  const [place = "", ...path] = field.split(".");
  if (place === "answer") {
    const key = bound.mark(`$."${path.join(".")}"`);
    return (test) =>
      `EXISTS (SELECT 1 FROM submission AS post, json_each(post.answers, ${key}) AS said
        WHERE post.lead_id IN ${twins} AND said.value <> '' AND ${test("said.value")})`;
  }
  const key = bound.mark(path.at(-1) ?? "");
  const touches = path.length === 1 ? ["first", "last"] : path.slice(0, 1);
  return (test) =>
    `(${touches.map((touch) => `(lead.${touch}_source ->> ${key} IS NOT NULL AND ${test(`lead.${touch}_source ->> ${key}`)})`).join(" OR ")})`;
}

/** The values that `expression` takes on a lead's posts. */
export function ofPosts(expression: string): Some {
  return (test) =>
    `EXISTS (SELECT 1 FROM submission AS post WHERE post.lead_id IN ${twins} AND ${test(expression)})`;
}
