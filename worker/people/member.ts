import type { Context } from "hono";
import type { AppEnv } from "../env.ts";

/** What somebody may do at the desk, most first: all; all but people, keys and erasure; the coupons of one shop. */
export const roles = ["owner", "editor", "staff"] as const;
export type Role = (typeof roles)[number];

/** Who is at the desk. */
export interface Member {
  /** Null: whoever has the business's own token, or the agency's. */
  id: string | null;
  name: string | null;
  role: Role;
  /** The shop of staff. */
  shop: string | null;
  /** What opened the desk: a token of the business, Cloudflare Access, or the agency's token. */
  way: "token" | "access" | "agency";
  /** The session, by its hash; of Cloudflare Access, a keyed hash of the address. */
  session: string;
}

/** Who is at the desk; behind the gate there is always somebody. */
export function memberOf(c: Context<AppEnv>): Member {
  const { member } = c.var;
  if (member === undefined) throw new Error("No member: this route lies before the desk's gate.");
  return member;
}
