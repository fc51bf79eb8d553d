import { wrappedDatabase } from "../../worker/store/wrapped.ts";

/** Told of each call to the database, counted from 1, and of the statements in it; what it throws, the caller gets. */
export interface Breakage {
  before?: (call: number, statements: number) => void;
  /** The call was made; whoever throws here loses its answer. */
  after?: (call: number) => void;
  /** Told of each statement as it is asked, with the values bound to it. */
  asked?: (sql: string, values: readonly unknown[]) => void;
}

/** The database `db` with every call to it, single or batch, going through `breakage`. */
export function brokenDatabase(db: D1Database, breakage: Breakage): D1Database {
  let calls = 0;
  return wrappedDatabase(db, async (asked, make) => {
    for (const { sql, values } of asked) breakage.asked?.(sql, values);
    calls += 1;
    const mine = calls;
    breakage.before?.(mine, asked.length);
    const result = await make();
    breakage.after?.(mine);
    return result;
  });
}
