import type { Deps } from "../env.ts";

const asking: ReadonlySet<string | symbol> = new Set(["first", "run", "all", "raw"]);
const whole = new WeakMap<D1PreparedStatement, D1PreparedStatement>();

/** How many statements D1 answers in one invocation: on the paid plan, as who sends more than the free one's mails has, a thousand. */
export function statementsOfOneRun({ mailsPerRun }: Pick<Deps, "mailsPerRun">): number {
  return mailsPerRun > 40 ? 1000 : 50;
}

/** A database that counts: D1 answers only so many statements in one invocation, those of a batch one by one. */
export interface Counted {
  db: D1Database;
  /** How many statements were asked through it so far. */
  asked: () => number;
}

/** The database `db`, counting what it is asked. */
export function countedDatabase(db: D1Database): Counted {
  let n = 0;
  const counting = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(_, name) {
        if (name === "bind") return (...values: unknown[]) => counting(statement.bind(...values));
        const member: unknown = Reflect.get(statement, name, statement);
        if (typeof member !== "function") return member;
        return (...given: unknown[]) => {
          if (asking.has(name)) n += 1;
          return Reflect.apply(member, statement, given);
        };
      },
    });
    whole.set(proxy, statement);
    return proxy;
  };
  const proxy = new Proxy(db, {
    get(_, name) {
      if (name === "prepare") return (sql: string) => counting(db.prepare(sql));
      if (name === "batch") {
        return (statements: D1PreparedStatement[]) => {
          n += statements.length;
          return db.batch(statements.map((each) => whole.get(each) ?? each));
        };
      }
      const member: unknown = Reflect.get(db, name, db);
      return typeof member === "function" ? member.bind(db) : member;
    },
  });
  return { db: proxy, asked: () => n };
}
