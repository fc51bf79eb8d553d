import type { Context } from "hono";
import type { AppEnv } from "../env.ts";
import { memberOf } from "./member.ts";

/** One thing done at the desk. */
export interface Act {
  /** Such as `lead.tag`: the kind of thing, and what was done to it. */
  act: string;
  /** The id, code or name of what it was done to. */
  subject?: string;
  /** Particulars, without names, addresses or free text. */
  about?: Record<string, string | number | boolean | readonly string[]>;
}

/** Notes who did `act`; belongs into the batch that does it. */
export function noting(c: Context<AppEnv>, { act, subject, about }: Act): D1PreparedStatement {
  const { db, now } = c.var.deps;
  const { id, session } = memberOf(c);
  return db
    .prepare(
      "INSERT INTO audit (at, member_id, session, act, subject, about) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )
    .bind(now(), id, session, act, subject ?? null, about === undefined ? null : JSON.stringify(about));
}
