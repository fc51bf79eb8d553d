/** Told of each call to the database, counted from 1, and of the statements in it; what it throws, the caller gets. */
export interface Breakage {
  before?: (call: number, statements: number) => void;
  /** The call was made; whoever throws here loses its answer. */
  after?: (call: number) => void;
}

const whole = new WeakMap<object, D1PreparedStatement>();
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
  function statementOf(statement: D1PreparedStatement): D1PreparedStatement {
    const proxy = new Proxy(statement, {
      get(_, name) {
        if (name === "bind") return (...values: unknown[]) => statementOf(statement.bind(...values));
        const member: unknown = Reflect.get(statement, name, statement);
        if (typeof member !== "function" || !asking.has(name)) return member;
        return (...given: unknown[]) => call<unknown>(1, () => Reflect.apply(member, statement, given));
      },
    });
    whole.set(proxy, statement);
    return proxy;
  }
  return new Proxy(db, {
    get(_, name) {
      if (name === "prepare") return (sql: string) => statementOf(db.prepare(sql));
      if (name === "batch") {
        return (statements: D1PreparedStatement[]) =>
          call(statements.length, () => db.batch(statements.map((each) => whole.get(each) ?? each)));
      }
      const member: unknown = Reflect.get(db, name, db);
      return typeof member === "function" ? member.bind(db) : member;
    },
  });
}
