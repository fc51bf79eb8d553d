import type { Catalog } from "../../content/schema/catalog.ts";
import { Bound } from "./bound.ts";
import { livingLead, type Where } from "./compile.ts";
import { exactSql } from "./exact.ts";
import { type Found, findLeads, type Search, type Spot, top } from "./find.ts";
import { findInPosts } from "./find-posts.ts";
import { contactsOfOneSql, contactsSql } from "./search.ts";

/** A search beside whatever else is asked (`where`). */
export interface TextSearch extends Omit<Search, "near"> {
  query: string;
  catalog: Catalog;
}

/** What a search found; whether it is what was typed as a whole. */
export interface Searched extends Found {
  isExact: boolean;
}

/**
 * Leads that `query` finds, each once: those that it names as a whole come first and alone, then those in whose name or
 * contacts it stands, then those in whose answers. Every part takes bounded time, and says where to look further.
 */
export async function findSearched(
  db: D1Database,
  clock: () => number,
  search: TextSearch,
): Promise<Searched> {
  const { query, after, limit } = search;
  const begun = clock();
  const exact = await listExact(db, search);
  if (exact.length > 0 && after === null) return { spots: exact, further: top, isExact: true };
  const rows = JSON.stringify(exact.map(({ row }) => row));
  // Those were shown first, and are not shown again.
  const others = (bound: Bound) =>
    exact.length === 0 ? "1" : `lead.rowid NOT IN (SELECT value FROM json_each(${bound.mark(rows)}))`;
  const found: Found =
    after?.posts === undefined
      ? await findLeads(db, clock, {
          ...search,
          near: (first) =>
            withBound(first, (bound) => `coalesce(${contactsSql(query, bound)}, 0) AND ${others(bound)}`),
        })
      : { spots: [], further: null };
  if (found.further !== null || found.spots.length >= limit) return { ...found, isExact: false };
  const { spots, further } = await findInPosts(db, clock, {
    query,
    where: (first) => {
      const own = withBound(
        first,
        (bound) => `NOT coalesce(${contactsOfOneSql(query, bound)}, 0) AND ${others(bound)}`,
      );
      const asked = search.where(first + own.values.length);
      return { sql: `${own.sql} AND ${asked.sql}`, values: [...own.values, ...asked.values] };
    },
    after: after?.posts ?? null,
    limit: limit - found.spots.length,
    begun,
  });
  return {
    spots: [...found.spots, ...spots],
    further: further === null ? null : { ...top, posts: further },
    isExact: false,
  };
}

/** The leads that the whole of `query` names; none where they are too many to be shown at once. */
async function listExact(
  db: D1Database,
  { query, catalog, where, sort, decay, limit }: TextSearch,
): Promise<Spot[]> {
  const bound = new Bound(3);
  const sql = exactSql(query, catalog, bound);
  if (sql === null) return [];
  const asked = where(3 + bound.values.length);
  const key = sort === "score" ? "lead.fit + lead.heat * ?2" : "lead.seen_at + 0 * ?2";
  const { results } = await db
    .prepare(
      `SELECT ${key} AS key, lead.rowid AS row FROM lead WHERE ${sql} AND ${livingLead} AND ${asked.sql}
        ORDER BY 1 DESC, 2 DESC LIMIT ?1`,
    )
    .bind(limit, decay, ...bound.values, ...asked.values)
    .all<Spot>();
  return results.length < limit ? results : [];
}

function withBound(first: number, make: (bound: Bound) => string): Where {
  const bound = new Bound(first);
  return { sql: make(bound), values: bound.values };
}
