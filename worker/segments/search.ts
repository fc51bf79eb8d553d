import { Bound } from "./bound.ts";
import type { Where } from "./compile.ts";
import { folded, foldedSql } from "./fold.ts";
import { twins } from "./places.ts";

/**
 * The condition that `query` stands in a lead's name, contacts or answers, in capitals or not.
 *
 * Told of one lead after the other, or (`isWhole`) by reading all answers once, in the order in which they lie: for all
 * leads that is many times quicker, and for a few of them many times slower.
 */
export function searchWhere(query: string, first: number, isWhole: boolean): Where {
  const bound = new Bound(first);
  const needle = folded(query);
  const looked = bound.mark(needle);
  const contacts = "concat_ws(' ', lead.given_name, lead.family_name, lead.email, lead.phone)";
  const figures = figuresIn(query);
  const number = figures === null ? "" : ` OR instr(lead.phone, ${bound.mark(figures)}) > 0`;
  // Answers are JSON: the quick look at their text, as JSON writes it, comes before the exact one at their values.
  const written = JSON.stringify(needle).slice(1, -1);
  const quick = `instr(${foldedSql("post.answers", [written])}, ${bound.mark(written)}) > 0`;
  const exact = `EXISTS (SELECT 1 FROM json_tree(post.answers) AS said WHERE instr(${foldedSql("said.atom", [needle])}, ${looked}) > 0)`;
  const inPosts = isWhole
    ? `lead.id IN (SELECT coalesce(own.merged_into, own.id) FROM submission AS post
         CROSS JOIN lead AS own ON own.id = post.lead_id WHERE ${quick} AND ${exact})`
    : `EXISTS (SELECT 1 FROM submission AS post WHERE post.lead_id IN ${twins} AND ${quick} AND ${exact})`;
  const sql = `(instr(${foldedSql(contacts, [needle])}, ${looked}) > 0${number} OR ${inPosts})`;
  return { sql: `coalesce(${sql}, 0)`, values: bound.values };
}

/** Part of a telephone number as numbers are kept, however it was typed; null for all else. */
function figuresIn(query: string): string | null {
  return /^[+0-9 ()./-]{3,}$/.test(query) ? query.replace(/[^+0-9]/g, "").replace(/^00/, "+") || null : null;
}
