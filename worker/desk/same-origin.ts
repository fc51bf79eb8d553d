import type { Context } from "hono";
import type { AppEnv } from "../env.ts";

/** Whether a request that acts comes from a page of this site, by what only a browser can have written. */
export function isSameOrigin(c: Context<AppEnv>): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  if (site !== undefined && site !== "same-origin") return false;
  const origin = c.req.header("Origin");
  // Every browser names the origin of a POST; what names none is no form of ours.
  return origin === new URL(c.req.url).origin || origin === new URL(c.var.deps.publicUrl).origin;
}
