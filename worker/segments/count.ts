import { livingLead, type Where } from "./compile.ts";
import { nextSize } from "./find.ts";

/** How many there are, and whether that is all of them. */
export interface Count {
  n: number;
  isExact: boolean;
}

/** How many leads meet the condition; past `milliseconds` those that were counted by then. Says how many statements it took. */
export async function countLeads(
  db: D1Database,
  clock: () => number,
  where: (first: number) => Where,
  { milliseconds, windows }: { milliseconds: number; windows: number },
): Promise<Count & { statements: number }> {
  const { sql, values } = where(3);
  const last = (await db.prepare("SELECT max(rowid) AS row FROM lead").first<number>("row")) ?? 0;
  const statement = `SELECT count(*) AS n FROM lead WHERE lead.rowid > ?1 AND lead.rowid <= ?2 AND ${livingLead} AND ${sql}`;
  const begun = clock();
  let size = 4000;
  let n = 0;
  let from = 0;
  let place = 0;
  for (; from < last; place += 1) {
    if (place >= windows || clock() - begun > milliseconds)
      return { n, isExact: false, statements: place + 1 };
    const at = clock();
    n +=
      (await db
        .prepare(statement)
        .bind(from, from + size, ...values)
        .first<number>("n")) ?? 0;
    from += size;
    size = nextSize(size, clock() - at);
  }
  return { n, isExact: true, statements: place + 1 };
}

/** How many leads there are. */
export async function countAllLeads(db: D1Database): Promise<number> {
  // Exactly the erased have no identity, and its index holds all that is counted.
  const statement = `SELECT (SELECT count(*) FROM lead WHERE identity IS NOT NULL)
    - (SELECT count(*) FROM lead WHERE merged_into IS NOT NULL AND identity IS NOT NULL) AS n`;
  return (await db.prepare(statement).first<number>("n")) ?? 0;
}
