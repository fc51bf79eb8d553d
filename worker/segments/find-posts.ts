import { Bound } from "./bound.ts";
import { livingLead, type Where } from "./compile.ts";
import { nextSize, type PostPlace, type Spot } from "./find.ts";
import { twins } from "./places.ts";
import { postSql } from "./search.ts";

/** What is looked for in answers. */
export interface PostSearch {
  query: string;
  /** What else is to be true of the lead. */
  where: (first: number) => Where;
  after: PostPlace | null;
  limit: number;
  /** When the request began to look. */
  begun: number;
}

/** For how long the whole request goes on looking: names and contacts were read before. */
const patience = { milliseconds: 80, windows: 10 };

const start: PostPlace = { row: 999_999_999_999_999, looked: 0 };

interface Row {
  what: "hit" | "end";
  post: number;
  row: number;
  key: number;
}

/**
 * The leads in whose answers `query` stands, each at the newest of them: submissions are looked at window by window, as
 * they lie, newest first, until the page is full or time is up.
 */
export async function findInPosts(
  db: D1Database,
  clock: () => number,
  search: PostSearch,
): Promise<{ spots: Spot[]; further: PostPlace | null }> {
  const spots: Spot[] = [];
  const statement = statementOf(search);
  let place = search.after ?? start;
  let size = 8000;
  for (let window = 0; ; window += 1) {
    const at = clock();
    const { results } = await db
      .prepare(statement.sql)
      .bind(place.row, size - 1, search.limit - spots.length, ...statement.values)
      .all<Row>();
    for (const { what, post, row, key } of results)
      if (what === "hit") spots.push({ key, row, posts: { row: post, looked: place.looked } });
    const end = results.find(({ what }) => what === "end");
    if (spots.length >= search.limit || end === undefined) return { spots, further: null };
    place = { row: end.post, looked: place.looked + size };
    if (window + 1 >= patience.windows || clock() - search.begun > patience.milliseconds)
      return { spots, further: place };
    size = nextSize(size, clock() - at);
  }
}

function statementOf({ query, where }: PostSearch): Where {
  const bound = new Bound(4);
  const hit = postSql(query, "post", bound);
  const newer = postSql(query, "newer", bound);
  const rest = where(4 + bound.values.length);
  const sql = `
    WITH far AS MATERIALIZED (
      SELECT rowid AS post FROM submission WHERE rowid < ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ?2)
    SELECT * FROM (
      SELECT 'hit' AS what, post.rowid AS post, lead.rowid AS row, lead.seen_at AS key
        FROM submission AS post CROSS JOIN lead AS own ON own.id = post.lead_id
        CROSS JOIN lead ON lead.id = coalesce(own.merged_into, own.id)
       WHERE post.rowid < ?1 AND post.rowid >= coalesce((SELECT post FROM far), 0) AND ${hit}
         AND ${livingLead} AND ${rest.sql}
         AND NOT EXISTS (SELECT 1 FROM submission AS newer
           WHERE newer.lead_id IN ${twins} AND newer.rowid > post.rowid AND ${newer})
       ORDER BY post.rowid DESC LIMIT ?3)
    UNION ALL SELECT 'end', post, 0, 0 FROM far`;
  return { sql, values: [...bound.values, ...rest.values] };
}
