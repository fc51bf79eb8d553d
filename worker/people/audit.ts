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

/** Notes who did `act`, once for each request; belongs into the batch that does it. */
export function noting(c: Context<AppEnv>, act: Act): D1PreparedStatement {
  return notingWhere(c, act, "1");
}

/** The same, where the statement before it in the batch has changed a row: what was not done is not noted. */
export function notingChange(c: Context<AppEnv>, act: Act): D1PreparedStatement {
  return notingWhere(c, act, "changes() > 0");
}

/** The same, where `condition` holds, whose first bound value is `?9`. */
export function notingWhere(
  c: Context<AppEnv>,
  { act, subject, about }: Act,
  condition: string,
  ...bound: (string | number)[]
): D1PreparedStatement {
  const { db, now } = c.var.deps;
  const { id, way, session } = memberOf(c);
  const particulars = about === undefined ? null : JSON.stringify(about);
  return db
    .prepare(
      `INSERT INTO audit (at, member_id, way, session, act, subject, about, request)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE ${condition} ON CONFLICT DO NOTHING`,
    )
    .bind(now(), id, way, session, act, subject ?? null, particulars, c.var.requestId, ...bound);
}
