/** Rows as D1 bills them, where a row of a table and each entry of an index count alike, and how large the database is. */
export interface Bill {
  read: number;
  written: number;
  size: number;
}

/** The database `db`, and what all that is asked through it is billed: added to `bill`, where there is one already. */
export function billedDatabase(
  db: D1Database,
  bill: Bill = { read: 0, written: 0, size: 0 },
): { db: D1Database; bill: Bill } {
  const note = <T>(result: D1Result<T>) => {
    bill.read += result.meta.rows_read;
    bill.written += result.meta.rows_written;
    bill.size = result.meta.size_after;
    return result;
  };
  const watch = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(of, name) {
        if (name === "bind") return (...values: unknown[]) => watch(of.bind(...values));
        if (name === "run" || name === "all") return async () => note(await of.all());
        // What finds one row is not told what it cost.
        if (name === "first")
          return async (column?: string) => {
            const [row] = note(await of.all<Record<string, unknown>>()).results;
            return (column === undefined ? row : row?.[column]) ?? null;
          };
        const member: unknown = Reflect.get(of, name, of);
        return typeof member === "function" ? member.bind(of) : member;
      },
    });
  const proxy = new Proxy(db, {
    get(of, name) {
      if (name === "prepare") return (sql: string) => watch(of.prepare(sql));
      if (name === "batch")
        return async (statements: D1PreparedStatement[]) => (await of.batch(statements)).map(note);
      const member: unknown = Reflect.get(of, name, of);
      return typeof member === "function" ? member.bind(of) : member;
    },
  });
  return { db: proxy, bill };
}
