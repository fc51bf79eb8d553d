import type { Catalog } from "../../content/schema/catalog.ts";
import { Bound } from "./bound.ts";
import type { Where } from "./compile.ts";
import { exactSql } from "./exact.ts";
import { folded, foldedSql } from "./fold.ts";
import { twins } from "./places.ts";

/**
 * The condition that `query` stands in a lead's name, contacts or answers, in capitals or not: all that a search finds,
 * told by reading all leads and answers once. What is shown is found part by part (searched.ts).
 */
export function searchWhere(query: string, catalog: Catalog, first: number): Where {
  const bound = new Bound(first);
  const inPosts = `lead.id IN (SELECT coalesce(own.merged_into, own.id) FROM submission AS post
    CROSS JOIN lead AS own ON own.id = post.lead_id WHERE ${postSql(query, "post", bound)})`;
  const exact = exactSql(query, catalog, bound);
  const parts = [contactsSql(query, bound), inPosts, ...(exact === null ? [] : [exact])];
  return { sql: `coalesce((${parts.join(" OR ")}), 0)`, values: bound.values };
}

/** What is true of a lead in whose name or contacts, or in those of one merged into it, `query` stands: told for all leads. */
export function contactsSql(query: string, bound: Bound): string {
  return `(${contactSql(query, "lead", bound)} OR lead.rowid IN (
    SELECT stays.rowid FROM lead AS other CROSS JOIN lead AS stays ON stays.id = other.merged_into
     WHERE other.merged_into IS NOT NULL AND ${contactSql(query, "other", bound)}))`;
}

/** The same, told for a few leads. */
export function contactsOfOneSql(query: string, bound: Bound): string {
  return `EXISTS (SELECT 1 FROM lead AS one WHERE one.id IN ${twins} AND ${contactSql(query, "one", bound)})`;
}

/** What is true of a submission, named `post`, in whose answers `query` stands. */
export function postSql(query: string, post: string, bound: Bound): string {
  const needle = folded(query);
  // Answers are JSON: the quick look at their text, as JSON writes it, comes before the exact one at their values.
  const written = JSON.stringify(needle).slice(1, -1);
  return `instr(${foldedSql(`${post}.answers`, [written])}, ${bound.mark(written)}) > 0 AND EXISTS (
    SELECT 1 FROM json_tree(${post}.answers) AS said
     WHERE instr(${foldedSql("said.atom", [needle])}, ${bound.mark(needle)}) > 0)`;
}

function contactSql(query: string, lead: string, bound: Bound): string {
  const needle = folded(query);
  const contacts = `concat_ws(' ', ${lead}.given_name, ${lead}.family_name, ${lead}.email, ${lead}.phone)`;
  const figures = figuresIn(query);
  const number = figures === null ? "" : ` OR instr(coalesce(${lead}.phone, ''), ${bound.mark(figures)}) > 0`;
  return `(instr(${foldedSql(contacts, [needle])}, ${bound.mark(needle)}) > 0${number})`;
}

/** Part of a telephone number as numbers are kept, however it was typed; null for all else. */
function figuresIn(query: string): string | null {
  return /^[+0-9 ()./-]{3,}$/.test(query) ? query.replace(/[^+0-9]/g, "").replace(/^00/, "+") || null : null;
}
