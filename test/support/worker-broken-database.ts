/** Told of each call to the database, counted from 1, and of the statements in it; what it throws, the caller gets. */
export interface Breakage {
  before?: (call: number, statements: number) => void;
  /** The call was made; whoever throws here loses its answer. */
  after?: (call: number) => void;
  /** Told of each statement as it is asked, with the values bound to it. */
  asked?: (sql: string, values: readonly unknown[]) => void;
}

interface Asked {
  statement: D1PreparedStatement;
  sql: string;
  values: readonly unknown[];
}

const whole = new WeakMap<object, Asked>();
const asking = new Set<string | symbol>(["first", "run", "all", "raw"]);

/** The database `db` with every call to it, single or batch, going through `breakage`. */
export function brokenDatabase(db: D1Database, breakage: Breakage): D1Database {
  let calls = 0;
  async function call<T>(statements: number, make: () => Promise<T>): Promise<T> {
    calls += 1;
    const mine = calls;
    breakage.before?.(mine, statements);
    const result = await make();
    breakage.after?.(mine);
    return result;
  }
  function statementOf(asked: Asked): D1PreparedStatement {
    const { statement, sql } = asked;
    const proxy = new Proxy(statement, {
      get(_, name) {
        if (name === "bind")
          return (...values: unknown[]) => statementOf({ statement: statement.bind(...values), sql, values });
        const member: unknown = Reflect.get(statement, name, statement);
        if (typeof member !== "function" || !asking.has(name)) return member;
        return (...given: unknown[]) => {
          breakage.asked?.(sql, asked.values);
          return call<unknown>(1, () => Reflect.apply(member, statement, given));
        };
      },
    });
    whole.set(proxy, asked);
    return proxy;
  }
  return new Proxy(db, {
    get(_, name) {
      if (name === "prepare") {
        return (sql: string) => statementOf({ statement: db.prepare(sql), sql, values: [] });
      }
      if (name === "batch") {
        return (statements: D1PreparedStatement[]) => {
          for (const { sql, values } of statements.flatMap((each) => whole.get(each) ?? []))
            breakage.asked?.(sql, values);
          return call(statements.length, () =>
            db.batch(statements.map((each) => whole.get(each)?.statement ?? each)),
          );
        };
      }
      const member: unknown = Reflect.get(db, name, db);
      return typeof member === "function" ? member.bind(db) : member;
    },
  });
}
