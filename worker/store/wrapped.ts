/** One statement that is asked, and the values bound to it. */
interface Asked {
  sql: string;
  values: readonly unknown[];
}

/** What stands around each call to a database: it is told of the statements in it, and makes the call. */
type Around = (asked: readonly Asked[], make: () => Promise<unknown>) => Promise<unknown>;

const asking: ReadonlySet<string | symbol> = new Set(["first", "run", "all", "raw"]);
const whole = new WeakMap<D1PreparedStatement, Asked & { statement: D1PreparedStatement }>();

/** The database `db`, each call to it, of one statement or of a batch, going through `around`. */
export function wrappedDatabase(db: D1Database, around: Around): D1Database {
  function wrapped(statement: D1PreparedStatement, asked: Asked): D1PreparedStatement {
    const proxy = new Proxy(statement, {
      get(_, name) {
        if (name === "bind")
          return (...values: unknown[]) => wrapped(statement.bind(...values), { sql: asked.sql, values });
        const member: unknown = Reflect.get(statement, name, statement);
        if (typeof member !== "function" || !asking.has(name)) return member;
        return (...given: unknown[]) => around([asked], () => Reflect.apply(member, statement, given));
      },
    });
    whole.set(proxy, { ...asked, statement });
    return proxy;
  }
  return new Proxy(db, {
    get(_, name) {
      if (name === "prepare") return (sql: string) => wrapped(db.prepare(sql), { sql, values: [] });
      if (name === "batch") {
        return (statements: D1PreparedStatement[]) => {
          const known = statements.map((each) => whole.get(each) ?? { statement: each, sql: "", values: [] });
          return around(known, () => db.batch(known.map(({ statement }) => statement)));
        };
      }
      const member: unknown = Reflect.get(db, name, db);
      return typeof member === "function" ? member.bind(db) : member;
    },
  });
}
