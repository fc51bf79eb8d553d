import { Bound } from "./bound.ts";
import type { Where } from "./compile.ts";
import { folded, foldedSql } from "./fold.ts";
import { twins } from "./places.ts";

/** The condition that `query` stands in a lead's name, contacts or answers, in capitals or not. */
export function searchWhere(query: string, first: number): Where {
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
  const sql = `(instr(${foldedSql(contacts, [needle])}, ${looked}) > 0${number}
    OR EXISTS (SELECT 1 FROM submission AS post WHERE post.lead_id IN ${twins} AND ${quick} AND ${exact}))`;
  return { sql: `coalesce(${sql}, 0)`, values: bound.values };
}

/** Part of a telephone number as numbers are kept, however it was typed; null for all else. */
function figuresIn(query: string): string | null {
  return /^[+0-9 ()./-]{3,}$/.test(query) ? query.replace(/[^+0-9]/g, "").replace(/^00/, "+") || null : null;
}
