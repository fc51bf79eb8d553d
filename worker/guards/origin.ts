import type { Context } from "hono";
import type { AppEnv, Deps } from "../env.ts";

/**
 * Whether a request that acts comes from one of our own pages, or from a client that is no browser.
 *
 * `opaque` is for routes that a secret address guards: their pages send no referrer, and older browsers then send
 * `Origin: null`, too.
 */
export function comesFromUs(c: Context<AppEnv>, opaque: "refused" | "accepted" = "refused"): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  if (site === "same-origin") return true;
  const origin = c.req.header("Origin");
  if (origin === undefined) return site === undefined || site === "none";
  if (origin === "null") return opaque === "accepted" && site === undefined;
  return knownOrigins(c.var.deps).includes(origin);
}

/** Our own origin, and those whose pages may post to forms. */
export function knownOrigins({
  publicUrl,
  allowedOrigins,
}: Pick<Deps, "publicUrl" | "allowedOrigins">): readonly string[] {
  return [new URL(publicUrl).origin, ...allowedOrigins];
}
