import type { Deps } from "../env.ts";
import { wrappedDatabase } from "./wrapped.ts";

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
  const counting = wrappedDatabase(db, (asked, make) => {
    n += asked.length;
    return make();
  });
  return { db: counting, asked: () => n };
}
